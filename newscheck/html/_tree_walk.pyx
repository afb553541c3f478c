# cython: language_level=3, boundscheck=True, wraparound=False
"""The walk of `newscheck.html.tree_walk` over libxml2's own nodes, without a Python object for each.

For every tree it returns what the reference returns; names and order of the functions are its, too. What keeps it safe:

- Nodes are read, never written, and only while `walk_tree` runs. Its argument `root` keeps their document alive, and
  what is called in between (`FusedTags`, dicts, sets) has no access to the tree.
- There is no buffer: texts, names and values, which end in NUL, become Python strings at once.
- There is no recursion: the way up is by `parent` to the root, and a list has what the end of each open element closes.
- It is compiled with the headers of one version of lxml and libxml2, and `walk_choice` loads it with these only.
"""

from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.string cimport strchr, strcmp, strlen, strstr
from lxml.includes.etreepublic cimport _Element
from lxml.includes.tree cimport (
    XML_ATTRIBUTE_NODE,
    XML_CDATA_SECTION_NODE,
    XML_ELEMENT_NODE,
    XML_TEXT_NODE,
    xmlAttr,
    xmlNode,
)

from newscheck.html import markup_features, tags, tree_walk

cdef extern from "lxml-version.h":
    const char* LXML_VERSION_STRING

cdef extern from "libxml/xmlversion.h":
    const char* LIBXML_DOTTED_VERSION

#: The versions of lxml and libxml2 that it was compiled with.
COMPILED_WITH = (LXML_VERSION_STRING.decode("ascii"), LIBXML_DOTTED_VERSION.decode("ascii"))

cdef dict KINDS = tags.KINDS
cdef int BLOCK = tags.BLOCK, ITEM = tags.ITEM, HIDDEN = tags.HIDDEN, BOLD = tags.BOLD, BR = tags.BREAK
cdef int IMAGE = tags.IMAGE, LINK = tags.LINK, CAPTION = tags.CAPTION, TIME = tags.TIME, VIDEO = tags.VIDEO
cdef int STRONG = tree_walk.STRONG, LINKED = tree_walk.LINKED, WITH_LINK = tree_walk.WITH_LINK
cdef int IN_ITEM = tree_walk.IN_ITEM, IN_CAPTION = tree_walk.IN_CAPTION, WITH_BREAK = tree_walk.WITH_BREAK
cdef int PICTURE = tree_walk.PICTURE, POSTER = tree_walk.POSTER, MOMENT = tree_walk.MOMENT
cdef str BREAK = tree_walk.BREAK
cdef frozenset VALUED = markup_features.VALUED
cdef object TOP = markup_features.TOP
cdef int MAX_ELEMENTS = markup_features.MAX_ELEMENTS, MAX_TOP = markup_features.MAX_TOP
#: Of an element whose end closes nothing.
cdef int NO_END = -1


def walk_tree(_Element root not None, fused, furniture, *, bint with_outline, bint with_blanks):
    """Walk a tree as `newscheck.html.tree_walk.walk_tree` does."""
    if root._c_node is NULL:
        raise ValueError("an element without a tree")
    cdef Walk walk = Walk(fused, furniture, Outline(with_blanks) if with_outline else None)
    walk.run(root._c_node)
    outline = walk.outline.result() if with_outline else None
    return tree_walk.WalkedTree(walk.parts, walk.links, walk.tags, walk.empty_paragraphs, outline)


cdef class Walk:
    """The state of one walk: the open block, and the depth in each kind of element."""

    cdef object fused, furniture
    cdef Outline outline
    cdef list pieces, parts, links
    cdef set tags
    cdef Py_ssize_t strong, linked, captioned, items, hidden, empty_paragraphs
    cdef bint plain, unlinked, with_link

    def __init__(self, fused, furniture, Outline outline):
        self.fused, self.furniture, self.outline = fused, furniture, outline
        self.pieces, self.parts, self.links, self.tags = [], [], [], set()

    cdef int run(self, const xmlNode* root) except -1:
        cdef const xmlNode* node = root
        cdef list ends = []
        while True:
            if node.type == XML_ELEMENT_NODE:
                ends.append(self.open(node))
                if node.children is not NULL:
                    node = node.children
                    continue
                self.close(ends.pop())
            elif has_text(node) and not self.hidden:
                self.text(decoded(<const char*>node.content))
            while node != root and node.next is NULL:
                node = node.parent
                self.close(ends.pop())
            if node == root:
                break
            node = node.next
        if self.pieces:
            self.flush()
        return 0

    cdef int open(self, const xmlNode* node) except -2:
        """Open an element; returns the kind that its end closes."""
        cdef str tag = decoded(<const char*>node.name)
        cdef bint inner = has_elements(node)
        known = KINDS.get(tag)
        cdef int kind = self.fused.kind(tag) if known is None else known
        self.tags.add(tag)
        if self.outline is not None:
            self.outline.open(node, tag, inner)
        if kind == BLOCK and not inner and not begins_text(node.children):
            if self.pieces and not self.hidden:
                self.flush()
            self.empty_paragraphs += tag == "p"
            return NO_END
        if kind == HIDDEN or (self.furniture is not None and kind <= ITEM and tag != "p" and self.is_furniture(node)):
            self.hidden += 1
            return HIDDEN
        if self.hidden:
            return NO_END
        if kind == BLOCK:
            if self.pieces:
                self.flush()
            if inner:
                return BLOCK
            self.parts.append((self.around(True), text_of(node.children), ()))
            # All of its text is read.
            self.hidden += 1
            return HIDDEN
        return self.enter(node, kind)

    cdef bint is_furniture(self, const xmlNode* node) except -1:
        if node.properties is NULL:
            return False
        return tree_walk.is_furniture(names_of(node), value_of(node, "class"), self.furniture)

    cdef int enter(self, const xmlNode* node, int kind) except -2:
        """Open an element that is neither a plain block nor hidden; returns the kind that its end closes."""
        cdef str text
        if kind == BOLD:
            self.strong += 1
        elif kind == LINK:
            text = value_of(node, "href")
            if text:
                self.links.append(text)
            self.linked += 1
            self.with_link = True
        elif kind == ITEM or kind == CAPTION:
            if self.pieces:
                self.flush()
            self.items += kind == ITEM
            self.captioned += kind == CAPTION
        else:
            if kind == BR:
                self.pieces.append(BREAK)
            elif kind == IMAGE:
                self.picture(node)
            elif kind == TIME:
                self.parts.append((MOMENT, value_of(node, "datetime"), ()))
            elif kind == VIDEO:
                text = value_of(node, "poster")
                if text:
                    self.parts.append((POSTER, text, ()))
            return NO_END
        return kind

    cdef int close(self, int kind) except -1:
        """Close what `open` opened."""
        if self.outline is not None:
            self.outline.close()
        if kind == HIDDEN:
            self.hidden -= 1
        elif kind == BOLD:
            self.strong -= 1
        elif kind == LINK:
            self.linked -= 1
        elif kind != NO_END:
            if self.pieces:
                self.flush()
            self.items -= kind == ITEM
            self.captioned -= kind == CAPTION
        return 0

    cdef int text(self, str text) except -1:
        self.pieces.append(text)
        if not (self.strong and self.linked) and not (self.plain and self.unlinked) and not text.isspace():
            self.plain = self.plain or not self.strong
            self.unlinked = self.unlinked or not self.linked
        return 0

    cdef int picture(self, const xmlNode* node) except -1:
        fallback = value_of(node, "data-src") or value_of(node, "data-original") or value_of(node, "srcset")
        sizes = (value_of(node, "width"), value_of(node, "height"))
        self.parts.append((PICTURE, value_of(node, "src"), (fallback, *sizes)))
        return 0

    cdef int flush(self) except -1:
        cdef str text = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
        cdef int flags = self.around(False)
        if not self.plain:
            flags |= STRONG
        if not self.unlinked:
            flags |= LINKED
        if self.with_link:
            flags |= WITH_LINK
        if BREAK in text:
            flags |= WITH_BREAK
        self.parts.append((flags, text, ()))
        self.pieces.clear()
        self.plain = self.unlinked = False
        self.with_link = self.linked > 0
        return 0

    cdef int around(self, bint is_text_only) noexcept:
        """The flags of a block from the elements around it."""
        cdef int flags = 0
        if self.items:
            flags |= IN_ITEM
        if self.captioned:
            flags |= IN_CAPTION
        if is_text_only and self.strong:
            flags |= STRONG
        if is_text_only and self.linked:
            flags |= LINKED | WITH_LINK
        return flags


cdef class Outline:
    """The outline of the third element in document order, the one around the article."""

    cdef bint with_blanks
    cdef Py_ssize_t number, outside
    cdef list top, places, attributes, above
    cdef set empty, runs
    cdef object place

    def __init__(self, bint with_blanks):
        markup_features.trim_caches()
        self.with_blanks = with_blanks
        self.top, self.places, self.attributes, self.above = [], [], [], []
        self.empty, self.runs = set(), set()

    cdef int open(self, const xmlNode* node, str tag, bint inner) except -1:
        """Add an element; `place` becomes its own, and `above` keeps that of the element around it."""
        self.number += 1
        self.above.append(self.place)
        if self.number == 3:
            self.place = TOP
            if not is_blank(node.children):
                self.top.append("#text")
            self.note_blanks(node.children)
        elif self.place is not None and self.number <= MAX_ELEMENTS:
            self.add(node, tag, inner)
        return 0

    cdef int close(self) except -1:
        self.place = self.above.pop()
        return 0

    cdef int add(self, const xmlNode* node, str tag, bint inner) except -1:
        cdef const xmlAttr* attribute = node.properties
        cdef str name
        below = self.place[tag]
        self.note_blanks(node.children)
        self.note_blanks(node.next)
        if self.place is TOP and len(self.top) < MAX_TOP:
            if not self.top or self.top[len(self.top) - 1] != below.path:
                self.top.append(below.path)
            if not is_blank(node.next):
                self.top.append("#text")
        self.places.append(below)
        while attribute is not NULL:
            if attribute.type == XML_ATTRIBUTE_NODE:
                name = decoded(<const char*>attribute.name)
                self.attributes.append((tag, name, text_of(attribute.children) if name in VALUED else ""))
            attribute = attribute.next
        if not inner and is_blank(node.children):
            self.empty.add(tag)
        self.place = below
        return 0

    cdef int note_blanks(self, const xmlNode* first) except -1:
        """Note runs of blanks in the text from a node to the next element. Most texts have none."""
        if self.with_blanks and may_have_blanks(first):
            self.runs.add(markup_features.blank_run(text_of(first)))
            self.runs.discard("")
        return 0

    cdef object result(self):
        return markup_features.Outline(self.top, self.places, self.attributes, self.empty, self.runs)


cdef str decoded(const char* text):
    return PyUnicode_DecodeUTF8(text, <Py_ssize_t>strlen(text), NULL)


cdef bint is_text(const xmlNode* node) noexcept:
    return node is not NULL and (node.type == XML_TEXT_NODE or node.type == XML_CDATA_SECTION_NODE)


cdef bint has_text(const xmlNode* node) noexcept:
    """Whether a node is a text that isn't empty."""
    return is_text(node) and node.content is not NULL and node.content[0] != 0


cdef bint begins_text(const xmlNode* first) noexcept:
    """Whether there is text from a node to the next element: `first` is the first child of an element, or follows it."""
    while is_text(first) and not has_text(first):
        first = first.next
    return has_text(first)


cdef str text_of(const xmlNode* first):
    """The text from a node to the next element, as lxml's `text` and `tail`; empty where there is none."""
    cdef str text = ""
    while is_text(first):
        if has_text(first):
            text = text + decoded(<const char*>first.content) if text else decoded(<const char*>first.content)
        first = first.next
    return text


cdef bint is_blank(const xmlNode* first) except -1:
    """Whether the text from a node to the next element is empty or white space."""
    while is_text(first):
        if has_text(first) and not is_space(<const char*>first.content):
            return False
        first = first.next
    return True


cdef bint may_have_blanks(const xmlNode* first) noexcept:
    """Whether a text may have a run of blanks: one of its nodes has, or it has several."""
    if not is_text(first) or first.content is NULL:
        return False
    if strchr(<const char*>first.content, 9) is not NULL or strstr(<const char*>first.content, "  ") is not NULL:
        return True
    return is_text(first.next)


cdef bint is_space(const char* text) except -1:
    """What `str.isspace` says; its first letter is mostly enough."""
    cdef const unsigned char* at = <const unsigned char*>text
    while at[0] == 32 or 9 <= at[0] <= 13:
        at += 1
    # Control characters may be white space to Python, and so may what begins with one of these bytes in UTF-8.
    if at[0] > 32 and at[0] != 0xC2 and at[0] != 0xE1 and at[0] != 0xE2 and at[0] != 0xE3:
        return False
    return decoded(text).isspace()


cdef bint has_elements(const xmlNode* node) noexcept:
    cdef const xmlNode* child = node.children
    while child is not NULL:
        if child.type == XML_ELEMENT_NODE:
            return True
        child = child.next
    return False


cdef list names_of(const xmlNode* node):
    """The names of an element's attributes."""
    cdef const xmlAttr* attribute = node.properties
    cdef list names = []
    while attribute is not NULL:
        if attribute.type == XML_ATTRIBUTE_NODE:
            names.append(decoded(<const char*>attribute.name))
        attribute = attribute.next
    return names


cdef str value_of(const xmlNode* node, const char* name):
    """The value of an attribute; empty where the element has none of that name."""
    cdef const xmlAttr* attribute = node.properties
    while attribute is not NULL:
        if attribute.type == XML_ATTRIBUTE_NODE and strcmp(<const char*>attribute.name, name) == 0:
            return text_of(attribute.children)
        attribute = attribute.next
    return ""
