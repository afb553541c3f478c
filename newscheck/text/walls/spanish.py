"""What walls say in Spanish."""

from newscheck.text.walls.wall import Wall

WALLS = (
    Wall(
        "title",
        "es",
        (
            "acceso denegado|p[áa]gina no encontrada|error 40[34]|(?:un momento|espere)(?:,? por favor)?|"
            "verificación de seguridad|(?:iniciar|inicie|inicia) sesión|servicio no disponible"
        ),
        "Acceso denegado",
        "Acceso denegado a los pescadores del norte",
        "general",
    ),
    Wall(
        "page",
        "es",
        (
            "(?:active|habilite|activa|habilita) (?:el )?javascript|(?:no soy|no eres|no es) un robot|"
            "que (?:eres|es) humano|la página (?:solicitada|que (?:busca|buscas|solicitó)) no (?:existe|"
            "está|se)|tráfico inusual"
        ),
        "active javascript",
        "Un robot reparte desde el viernes las cajas del puerto, y los pescadores lo miran.",
        "general",
    ),
    Wall(
        "check",
        "es",
        (
            "(?:por favor,? )?(?:verifica|verifique|confirma|confirme|demuestra|demuestre|compruebe) que (?:eres|"
            "es|no eres|no es|usted no es) (?:un |una )?(?:ser )?(?:human[oa]|robot|persona)|(?:verificando|"
            "comprobando|estamos (?:verificando|comprobando)) (?:su|tu|el|la) (?:navegador|conexión)[a-zé ]{0,30}"
            "|(?:hemos detectado|se ha detectado) (?:un |una )?(?:tráfico|actividad)[a-zé ]{0,50}|"
            "(?:comprobación|verificación) de seguridad"
        ),
        "Confirme que no es un robot.",
        ("Verificación de seguridad en los tres puentes del puerto cuesta dos millones, según el consejo del viernes."),
        "Cloudflare, Google",
    ),
    Wall(
        "adblock",
        "es",
        (
            "(?:por favor,? )?(?:desactiva|desactive|deshabilita|deshabilite) (?:tu|su|el) (?:bloquea"
            r"dor de (?:anuncios|publicidad)|adblock[a-z]*)[^.\n]{0,60}|(?:estás|está) (?:usando|utili"
            "zando) un bloqueador de (?:anuncios|publicidad)"
        ),
        "Desactiva tu bloqueador de anuncios para continuar.",
        "Un bloqueador de anuncios de cada tres deja pasar los del puerto, según un estudio publicado el viernes.",
        "general",
    ),
    Wall(
        "login",
        "es",
        (
            "(?:por favor,? )?(?:inicia|inicie|iniciar) sesión (?:o (?:regístrate|regístrese) )?(?:para|"
            "en su cuenta|en tu cuenta|con)[^.]{0,60}|(?:debe|debes|tienes que|necesitas) (?:iniciar sesión|"
            "estar (?:registrad[oa]|conectad[oa])|registrarte|identificarte)(?: (?:para|antes)[^.]{3,60})?|"
            "(?:su|tu|la) sesión ha (?:caducado|expirado)"
        ),
        "Debes iniciar sesión para ver este contenido.",
        "La sesión ha caducado en el calendario de los pescadores, dice el alcalde, que busca otra fecha.",
        "general",
    ),
    Wall(
        "deleted",
        "es",
        (
            "(?:lo sentimos, )?(?:est[ea]|el|la) (?:artículo|página|contenido|noticia|vídeo|video|"
            "enlace|publicación)(?: que (?:buscas|busca|solicitas|solicita))? (?:ha sido|fue) (?:eliminad[oa]|"
            "borrad[oa]|retirad[oa]|movid[oa])(?: por [a-z ]{3,30})?|(?:lo sentimos, )?(?:est[ea]|"
            "el|la) (?:artículo|página|contenido|noticia|vídeo|video|enlace|publicación)(?: que (?:buscas|"
            "busca|solicitas|solicita))? (?:ya )?no (?:está|se encuentra|existe)(?: disponible)?(?: en (?:su|"
            "tu) (?:país|región|zona))?"
        ),
        "Este contenido ya no está disponible.",
        ("La página ha sido eliminada del tratado por los dos gobiernos tras tres días de debate, dice el ministro."),
        "general",
    ),
    Wall(
        "busy",
        "es",
        (
            "(?:demasiadas (?:solicitudes|peticiones|consultas)|ha (?:realizado|hecho) demasiadas (?:solicitudes|"
            "peticiones))(?: [a-zé ]{3,30})?|(?:por favor,? )?(?:inténtelo|inténtalo|vuelva a intentarlo|"
            "vuelve a intentarlo|intente)(?: de nuevo| nuevamente)? (?:más tarde|en unos (?:minutos|"
            "instantes))"
        ),
        "Demasiadas solicitudes. Inténtelo de nuevo más tarde.",
        ("Demasiadas solicitudes de barcos llegaron el viernes al puerto, y el capitán rechazó la mitad, según dijo."),
        "general",
    ),
    Wall(
        "error",
        "es",
        (
            "(?:¡?(?:ups|vaya|lo sentimos)[!,. …]+)?(?:ha ocurrido|se ha producido|se produjo|"
            "ocurrió|hubo) un (?:error|problema)(?: (?:inesperado|técnico|interno|al |en el servidor)[a-zé ]{0,40"
            "})?|error (?:interno(?: del servidor)?|al (?:establecer|conectar|cargar)[a-zó ]{0,50}|"
            "de (?:conexión|base de datos)[a-z ]{0,30})|algo (?:ha salido|salió|fue) mal"
        ),
        "Error al establecer una conexión con la base de datos",
        "Ocurrió un problema el viernes en el puerto de Lisboa: dos barcos recibieron el mismo muelle.",
        "WordPress",
    ),
    Wall(
        "maintenance",
        "es",
        (
            "(?:lo sentimos, )?(?:el|la|este|esta|nuestr[oa]) (?:sitio|página|web|servicio)(?: web)? (?:está|"
            "se encuentra) (?:actualmente |temporalmente )?(?:en (?:tareas de )?mantenimiento|"
            "fuera de servicio|no disponible|caíd[oa])(?: por [a-z ]{3,30})?|(?:estamos )?(?:en|"
            "realizando (?:tareas|labores) de|mantenimiento) (?:mantenimiento|programado)|volvemos (?:en breve|"
            "enseguida|pronto)|volveremos (?:en breve|pronto)"
        ),
        "El sitio está en mantenimiento.",
        (
            "El servicio está en mantenimiento desde hace un año y el puerto paga cada mes dos "
            "millones, dice el alcalde."
        ),
        "general",
    ),
    Wall(
        "app",
        "es",
        (
            r"(?:descarga|descargue|abre|abra|instala|instale)[^.]{0,26}(?:aplicación|app)\b[^.]{0,30} para (?:lee"
            "r|continuar|seguir|ver|acceder|disfrutar)[^.]{0,40}"
        ),
        "Descarga nuestra app para seguir leyendo.",
        "Descargue la aplicación del puerto quien quiera, dijo el alcalde, los demás vienen a la ventanilla.",
        "general",
    ),
    Wall(
        "paywall",
        "es",
        (
            "(?:suscríbete|suscríbase|inicia sesión|regístrate) (?:para|y) (?:seguir|continuar|"
            "sigue|continúa|leer)|(?:contenido|artículo|este contenido es) (?:exclusivo )?para suscriptores|"
            r"¿ya eres suscriptor\?"
        ),
        "Suscríbete para seguir leyendo",
        "El diario abre a los alumnos sus textos para suscriptores desde el viernes.",
        "general",
    ),
    Wall(
        "paywall",
        "es",
        (
            "(?:suscríbete|suscríbase|hazte (?:socio|suscriptor|premium)|regístrate|regístrese|"
            r"inicia sesión)[^.\n]{0,30} (?:para|y) (?:seguir|sigue|continuar|continúa|leer|lee|"
            "acceder|accede|desbloquear|disfrutar?)|(?:(?:est[ea] |el )?(?:artículo|contenido|"
            "noticia|texto)(?: completo)? (?:es )?(?:solo |sólo |exclusiv[oa] |únicamente )*(?:disponible |"
            "reservad[oa] )?(?:para|a los) (?:nuestros )?(?:suscriptores|socios|usuarios registrados))|"
            "¿?(?:ya (?:eres|es|estás)|tienes (?:ya )?una) (?:suscriptor[a]?|suscrit[oa]|socio|"
            r"suscripción|cuenta)\?|(?:has|ha) (?:alcanzado|agotado|llegado)[^.\n]{0,30}(?:artículos|"
            "noticias) (?:gratuit[oa]s|gratis)|(?:por|desde) (?:solo |sólo )?[0-9]+(?:,[0-9]+)? ?€ (?:al|"
            r"por) (?:mes|año)[^.\n]{0,40}|te quedan? [0-9]+ artículos?"
        ),
        "Hazte socio para seguir leyendo",
        "El texto completo para los socios sale el viernes, dice la cofradía.",
        "general",
    ),
    Wall(
        "paywall",
        "es",
        (
            "para (?:seguir leyendo|continuar leyendo|leer (?:el|la|este|esta) [a-záéó ]{4,30}|"
            r"acceder[^.\n,]{0,30}),? (?:suscr|regístr|inicia|inicie|hazte|necesitas|debes)|lee (?:el artículo com"
            r"pleto|sin límites)[^.\n]{0,30}|acceso ilimitado (?:por|desde)"
        ),
        "Para seguir leyendo, suscríbete",
        "Para leer el acuerdo completo, el consejo espera al viernes.",
        "general",
    ),
    Wall(
        "paywall",
        "es",
        (
            "(?:regístrate|regístrese|registrate|suscríbete|suscríbase|suscribite|hazte (?:socio|susc"
            r"riptor))[^.\n]{0,24} (?:y|para) (?:sigue|siga|continúa|continúe|seguí|sigas?|accede|acce"
            r"der|lee|leer|seguir|continuar|disfruta|disfrutar)[^.\n]{0,40}|ya leíste[^.\n]{0,30}(?:no"
            "tas|artículos) gratu[a-z]+"
        ),
        "Regístrate gratis y sigue leyendo.",
        "Regístrate, dice el cartel del puerto, y los pescadores siguen de largo, según el alcalde.",
        "general",
    ),
    Wall(
        "paywall",
        "es",
        (
            "(?:(?:esta|la) (?:nota|noticia|historia)|este artículo|contenido|artículo|nota) (?:es )?"
            "(?:exclusiv[oa] |solo |sólo )para (?:nuestros )?(?:suscriptores|socios|abonados|usuarios"
            r" registrados)|(?:solo|sólo|exclusivo) para (?:suscriptores|socios|abonados)\Z"
        ),
        "Esta nota es exclusiva para suscriptores.",
        "Solo para suscriptores de la ópera hay entradas, dijo el director el viernes.",
        "general",
    ),
    Wall(
        "appwall",
        "es",
        (
            r"(?:descarga|descargue|descárgate|instala|abre) (?:nuestra|la|el) (?:app|aplicación)[^.\n"
            r"]{0,20} (?:para|y) (?:leer|lee|seguir|continuar|ver|acceder)[^.\n]{0,40}"
        ),
        "Descarga nuestra app para leer la noticia completa.",
        "Descarga la app quien quiere, dice el alcalde, y los pescadores leen la hora de la marea en el puerto.",
        "general",
    ),
    Wall(
        "consent",
        "es",
        (
            "(?:(?:nosotros y nuestros (?:[0-9]+ )?socios )?(?:utilizamos|usamos)|(?:este|nuestro) sitio (?:web )"
            "?(?:utiliza|usa)|esta web utiliza) cookies|aceptar (?:todas las )?cookies"
        ),
        "Utilizamos cookies para medir los contenidos.",
        "El ministro quiere desterrar la frase «Utilizamos cookies» de todas las páginas.",
        "general",
    ),
    Wall(
        "stub",
        "es",
        (
            "(?:más (?:información|detalles|noticias) (?:en breve|en instantes|próximamente)|(?:noticia|"
            "información) en (?:desarrollo|ampliación|construcción|elaboración)|(?:esta noticia|"
            "este artículo|esta información|la noticia) (?:se (?:está |irá )?(?:actualiza|actualizará|"
            "actualizando|ampliará|ampliando)|será (?:actualizad[oa]|ampliad[oa])|está en desarrollo)(?: [a-zé ]{"
            "3,30})?|(?:habrá|seguirá) (?:más información|ampliación)|en breve,? (?:más información|"
            "ampliaremos)[a-zé ]{0,30})"
        ),
        "Noticia en desarrollo",
        "Más noticias en breve trae el capitán, que vuelve el viernes con dos barcos y un faro nuevo.",
        "general",
    ),
    Wall(
        "offer",
        "es",
        (
            r"(?:suscri|socio|cuenta|regístr|registr|sesión|premium)[^.!?\n]{0,60}(?:leer|leyendo|"
            "artículo|contenido|acceso|acceder|noticia)|(?:leer|leyendo|artículo|contenido|acceso|"
            r"acceder)[^.!?\n]{0,60}(?:suscri|socio|cuenta|regístr|registr|sesión|premium)"
        ),
        "Elige tu cuenta y accede a todo el contenido",
        "Los socios de la cofradía leyeron el viernes el artículo, dijo el alcalde.",
        "general",
    ),
    Wall(
        "remark",
        "es",
        (
            r"(?:\berror\b|bloquead|denegad|prohibid|no (?:disponible|encontrad|existe)|caducad|"
            "expirad|cargando|mantenimiento|verific|robot|captcha|sesión|cookies?|javascript|navegador|"
            "de nuevo|intentos|aplicación|actualiza)"
        ),
        "Contenido no disponible en tu país",
        "El puente quedó bloqueado el viernes por los pescadores.",
        "general",
    ),
)
