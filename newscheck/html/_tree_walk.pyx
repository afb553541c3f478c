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
from libc.string cimport strchr, strlen, strstr
from lxml.includes.etreepublic cimport _Element
from lxml.includes.tree cimport XML_CDATA_SECTION_NODE, XML_ELEMENT_NODE, XML_TEXT_NODE
from lxml.includes.tree cimport xmlAttr, xmlNode

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
cdef object ATTRIBUTES = markup_features.ATTRIBUTES
cdef int MAX_ELEMENTS = markup_features.MAX_ELEMENTS, MAX_TOP = markup_features.MAX_TOP
#: Of an element whose end closes nothing.
cdef int NO_END = -1


def walk_tree(_Element root not None, fused, furniture, *, bint with_outline, bint with_blanks):
    """Walk a tree as `newscheck.html.tree_walk.walk_tree` does."""
    if root._c_node is NULL:
        raise ValueError("an element without a tree")
    cdef Walk walk = Walk(fused, furniture, Outline(with_blanks) if with_outline else None)
    walk.run(root._c_node)
    cdef Outline seen = walk.outline
    outline = markup_features.Outline(seen.top, seen.features, seen.empty, seen.runs) if seen else None
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

    cdef int open(self, const xmlNode* node) except -2:
        """Open an element; returns the kind that its end closes."""
        cdef str tag = decoded(<const char*>node.name)
        cdef dict attributes = attributes_of(node)
        cdef bint inner = has_elements(node)
        known = KINDS.get(tag)
        cdef int kind = self.fused.kind(tag) if known is None else known
        self.tags.add(tag)
        if self.outline is not None:
            self.outline.open(node, tag, inner, attributes)
        cdef str text = text_of(node.children) if kind == BLOCK and not inner else ""
        if kind == BLOCK and not inner and not text:
            if self.pieces and not self.hidden:
                self.flush()
            self.empty_paragraphs += tag == "p"
            return NO_END
        cdef bint may_be_marked = self.furniture is not None and kind <= ITEM and tag != "p" and attributes
        if kind == HIDDEN or (may_be_marked and tree_walk.is_furniture(attributes, attributes, self.furniture)):
            self.hidden += 1
            return HIDDEN
        if self.hidden:
            return NO_END
        if kind == BLOCK:
            if self.pieces:
                self.flush()
            if inner:
                return BLOCK
            self.parts.append((self.flags(self.strong > 0, self.linked > 0, self.linked > 0), text, ()))
            # All of its text is read.
            self.hidden += 1
            return HIDDEN
        return self.enter(kind, attributes)

    cdef int enter(self, int kind, dict attributes) except -2:
        """Open an element that is neither a plain block nor hidden; returns the kind that its end closes."""
        if kind == BOLD:
            self.strong += 1
        elif kind == LINK:
            if attributes.get("href"):
                self.links.append(attributes["href"])
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
                text = attributes.get("data-src") or attributes.get("data-original") or attributes.get("srcset") or ""
                sizes = (attributes.get("width", ""), attributes.get("height", ""))
                self.parts.append((PICTURE, attributes.get("src", ""), (text, *sizes)))
            elif kind == TIME:
                self.parts.append((MOMENT, attributes.get("datetime", ""), ()))
            elif kind == VIDEO and attributes.get("poster"):
                self.parts.append((POSTER, attributes["poster"], ()))
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

    cdef int text(self, str text) except -1:
        self.pieces.append(text)
        if not (self.strong and self.linked) and not (self.plain and self.unlinked) and not text.isspace():
            self.plain = self.plain or not self.strong
            self.unlinked = self.unlinked or not self.linked

    cdef int flush(self) except -1:
        cdef str text = self.pieces[0] if len(self.pieces) == 1 else "".join(self.pieces)
        cdef int flags = self.flags(not self.plain, not self.unlinked, self.with_link)
        self.parts.append((flags | WITH_BREAK if BREAK in text else flags, text, ()))
        self.pieces.clear()
        self.plain = self.unlinked = False
        self.with_link = self.linked > 0

    cdef int flags(self, bint strong, bint linked, bint with_link) noexcept:
        """The flags of a block, with those from the elements around it."""
        cdef int inside = (IN_ITEM if self.items else 0) | (IN_CAPTION if self.captioned else 0)
        return inside | (STRONG if strong else 0) | (LINKED if linked else 0) | (WITH_LINK if with_link else 0)


cdef class Outline:
    """The outline of the third element in document order, the one around the article."""

    cdef bint with_blanks
    cdef Py_ssize_t number
    cdef list top, above
    cdef set features, empty, runs
    cdef object place

    def __init__(self, bint with_blanks):
        markup_features.trim_caches()
        self.with_blanks = with_blanks
        self.top, self.above = [], []
        self.features, self.empty, self.runs = set(), set(), set()

    cdef int open(self, const xmlNode* node, str tag, bint inner, dict attributes) except -1:
        """Add an element; `place` becomes its own, and `above` keeps that of the element around it."""
        self.number += 1
        self.above.append(self.place)
        if self.number == 3:
            self.note_blanks(node.children)
            if not is_blank(node.children):
                self.top.append("#text")
            self.place = TOP
        elif self.place is not None and self.number <= MAX_ELEMENTS:
            below = self.place[tag]
            self.note_blanks(node.children)
            self.note_blanks(node.next)
            if self.place is TOP and len(self.top) < MAX_TOP:
                if not self.top or self.top[len(self.top) - 1] != below.path:
                    self.top.append(below.path)
                if not is_blank(node.next):
                    self.top.append("#text")
            for name, value in attributes.items():
                for feature in <tuple>ATTRIBUTES[tag, name, value if name in VALUED else ""]:
                    self.features.add(feature)
            if not inner and is_blank(node.children):
                self.empty.add(tag)
            self.features.add(below.feature)
            self.place = below

    cdef int close(self) except -1:
        self.place = self.above.pop()

    cdef int note_blanks(self, const xmlNode* first) except -1:
        """Note runs of blanks in the text from a node to the next element. Most texts have none."""
        if self.with_blanks and may_have_blanks(first):
            self.runs.add(markup_features.blank_run(text_of(first)))
            self.runs.discard("")


cdef str decoded(const char* text):
    return PyUnicode_DecodeUTF8(text, <Py_ssize_t>strlen(text), NULL)


cdef bint is_text(const xmlNode* node) noexcept:
    return node is not NULL and (node.type == XML_TEXT_NODE or node.type == XML_CDATA_SECTION_NODE)


cdef bint has_text(const xmlNode* node) noexcept:
    """Whether a node is a text that isn't empty."""
    return is_text(node) and node.content is not NULL and node.content[0] != 0


cdef str text_of(const xmlNode* first):
    """The text from a node to the next element, as lxml's `text` and `tail`; empty where there is none."""
    cdef list pieces = []
    while is_text(first):
        if has_text(first):
            pieces.append(decoded(<const char*>first.content))
        first = first.next
    return pieces[0] if len(pieces) == 1 else "".join(pieces)


cdef bint is_blank(const xmlNode* first) except -1:
    """Whether the text from a node to the next element is empty or white space."""
    while is_text(first):
        if has_text(first) and not is_space(<const char*>first.content):
            return False
        first = first.next
    return True


cdef bint may_have_blanks(const xmlNode* first) noexcept:
    """Whether a text may have a run of blanks: its first node has, or there is another."""
    if not has_text(first) or is_text(first.next):
        return is_text(first)
    return strchr(<const char*>first.content, 9) is not NULL or strstr(<const char*>first.content, "  ") is not NULL


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


cdef dict attributes_of(const xmlNode* node):
    """The attributes of an element: names and values. The parser has left out those of a name that was there."""
    cdef const xmlAttr* attribute = node.properties
    cdef dict attributes = {}
    while attribute is not NULL:
        attributes[decoded(<const char*>attribute.name)] = text_of(attribute.children)
        attribute = attribute.next
    return attributes
