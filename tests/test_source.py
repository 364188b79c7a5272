"""Text with positions: what was typed survives, and every value knows where it stands."""

from __future__ import annotations

import pytest

from foresite.problems import Location, Problem, Severity
from foresite.source import (
    DEEPEST,
    MOST_INVISIBLE,
    Document,
    SourceFile,
    decode,
    markdown_document,
    text_lines,
    yaml_document,
)

PATH = "forecasts/a/forecast.yml"


def read(text: str) -> Document:
    """A YAML text that holds no mistake."""
    document, problems = yaml_document(PATH, text)
    assert problems == ()
    assert document is not None
    return document


def refused(text: str) -> Problem:
    """The one mistake in a YAML text."""
    [problem] = yaml_document(PATH, text)[1]
    return problem


def decoded(content: bytes) -> tuple[str | None, tuple[Problem, ...]]:
    return decode(SourceFile(path=PATH, content=content))


class TestWhatWasTyped:
    """Nobody must quote what a person would not quote (YAML 1.2's core rules, and dates)."""

    @pytest.mark.parametrize(
        "typed",
        [
            *("no", "NO", "off", "on", "yes", "y", "true", "false"),
            *("012", "0o14", "0x1F", "1_000", "12:30", "1:02:03", "1.10", "1e3", ".5", "1e-1"),
            *("2026-11-23", "2026-02-30", "2026-11-23T10:00:00Z", "<<", "=", "75%", ".nan"),
        ],
    )
    def test_a_plain_value_stays_as_it_was_typed(self, typed: str) -> None:
        document = read(f"key: {typed}\n")
        assert document.data == {"key": typed}

    @pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
    def test_an_empty_value_is_none(self, typed: str) -> None:
        assert read(f"key: {typed}\n").data == {"key": None}

    @pytest.mark.parametrize("typed", ["''", "'~'", '"null"'])
    def test_quotes_make_a_text_of_what_would_be_none(self, typed: str) -> None:
        assert read(f"key: {typed}\n").data == {"key": typed[1:-1]}

    def test_keys_stay_as_typed_too(self) -> None:
        assert list(read("no: 1\n2026-01-05: 2\nnull: 3\n").data) == ["no", "2026-01-05", "null"]

    def test_texts_keep_their_lines(self) -> None:
        text = "kept: |\n  one\n  two\nfolded: >\n  one\n  two\n"
        assert read(text).data == {"kept": "one\ntwo\n", "folded": "one two\n"}

    def test_lists_and_tables_nest(self) -> None:
        assert read("a: [1, {b: 2}]\nc:\n  - d\n").data == {"a": ["1", {"b": "2"}], "c": ["d"]}


class TestPlaces:
    """Every value and every key has a line, a column and a width, all counted from one."""

    DOCUMENT = read("one: 1\ntwo:\n  - {three: 33}\n  - four\n")

    @pytest.mark.parametrize(
        ("path", "line", "column", "length"),
        [
            (("one",), 1, 6, 1),
            (("two", 0), 3, 5, 1),
            (("two", 0, "three"), 3, 13, 2),
            (("two", 1), 4, 5, 4),
        ],
    )
    def test_a_value_has_a_place(
        self, path: tuple[str | int, ...], line: int, column: int, length: int
    ) -> None:
        place = self.DOCUMENT.place(path)
        assert (place.path, place.line, place.column, place.length) == (PATH, line, column, length)

    def test_a_key_has_a_place_of_its_own(self) -> None:
        assert self.DOCUMENT.key_place(("two", 0, "three")) == Location(PATH, 3, 6)

    def test_what_is_not_there_has_the_place_of_what_is_around_it(self) -> None:
        assert self.DOCUMENT.place(("two", 0, "missing")) == Location(PATH, 3, 5)
        assert self.DOCUMENT.place(("missing",)) == Location(PATH, 1, 1)

    def test_columns_count_characters_and_not_bytes(self) -> None:
        assert read("é: 😀, x\n").place(("é",)) == Location(PATH, 1, 4)

    def test_front_matter_counts_lines_from_the_top_of_the_file(self) -> None:
        document, _ = markdown_document("a.md", "---\none: 1\n---\n\nBody\n")
        assert document is not None
        assert document.place(("one",)) == Location("a.md", 2, 6)
        assert (document.body, document.body_line) == ("\nBody\n", 4)


class TestYamlThatCannotBeRead:
    """Each of these in a journalist's words, at the line on which it began."""

    @pytest.mark.parametrize(
        ("text", "line", "column", "words"),
        [
            ("a: Rain: yes\n", 1, 8, "a “: ” is not expected here"),
            ("a: 1\n  b: 2\n", 2, 4, "a “: ” is not expected here"),
            ("a: 1\nb 2\nc: 3\n", 2, 1, "a key has no “:” after it"),
            ('a: "x\nb: 2\nc: 3\n', 1, 4, "a quotation mark opens here and never closes"),
            ("a: 'it's'\n", 1, 8, "the indentation or the quoting is not right here"),
            ("a: 1\nb: [x, y\nc: 3\n", 2, 4, "a bracket opens here and is not closed"),
            ("b: {x\n", 1, 4, "a bracket opens here and is not closed"),
            ("a: [\n\n", 1, 5, "a bracket is not closed, or a comma stands without a value"),
            ("a: [b,, c]\n", 1, 7, "a bracket is not closed, or a comma stands without a value"),
            ("a: ]\n", 1, 4, "a bracket or comma stands where a value is expected"),
            ("a: @home\n", 1, 4, "a text begins with a character that has a meaning in YAML"),
            ("a: *very* late\n", 1, 4, "a text begins with * or &, which have a meaning in YAML"),
            ("a: > 0.5\n", 1, 4, "“|” or “>” begins a text block here"),
            ("a: - x\n", 1, 4, "a list begins on the line of its key"),
            (
                'a: "C:\\q"\n',
                1,
                7,
                "a backslash stands in double quotes, where it has a meaning",
            ),
        ],
    )
    def test_a_syntax_error_is_said_plainly(
        self, text: str, line: int, column: int, words: str
    ) -> None:
        problem = refused(text)
        assert (problem.rule, problem.message) == (
            "yaml-syntax",
            f"cannot be read as YAML: {words}",
        )
        assert (problem.where.line, problem.where.column) == (line, column)
        assert problem.hint

    @pytest.mark.parametrize(
        ("text", "line", "column"),
        [("a:\n\tb: 1\n", 2, 1), ("a:\n  - b\n  \t- c: 1\n", 3, 3), ("\ta: 1\n", 1, 1)],
    )
    def test_a_tab_in_the_indentation_is_named_as_such(
        self, text: str, line: int, column: int
    ) -> None:
        problem = refused(text)
        assert (problem.rule, problem.where) == ("tab-indentation", Location(PATH, line, column))

    def test_a_key_that_stands_twice_is_found_at_its_second_place(self) -> None:
        problem = refused("a: 1\nb: 2\na: 3\n")
        assert (problem.rule, problem.where) == ("duplicate-key", Location(PATH, 3, 1))
        assert problem.message == "has the key “a” a second time; it already stands in line 1"

    def test_every_key_that_stands_twice_is_found(self) -> None:
        _, problems = yaml_document(PATH, "a: {x: 1, x: 2}\nb: 1\nb: {c: 1, c: 2}\nb: 3\n")
        assert [(p.rule, p.where.line) for p in problems] == [
            ("duplicate-key", 1),
            ("duplicate-key", 3),
            ("duplicate-key", 3),
            ("duplicate-key", 4),
        ]

    @pytest.mark.parametrize("text", ["a: &x 1\n", "a: *x\n", "a: !!int 1\n", "a: !x [1]\n"])
    def test_anchors_aliases_and_tags_are_not_read(self, text: str) -> None:
        assert refused(text).rule == "yaml-alias"

    def test_an_alias_cannot_be_used_to_fill_the_memory(self) -> None:
        """The “billion laughs”: nine levels of nine references each."""
        levels = ["a0: &a0 ha"]
        levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
        assert refused("\n".join(levels)).where == Location(PATH, 1, 5)

    def test_deep_nesting_is_refused_before_it_can_exhaust_the_stack(self) -> None:
        problem = refused("a: " + "[" * 100_000)
        assert problem.rule == "yaml-depth"
        assert problem.message == f"nests more than {DEEPEST} levels deep"

    def test_a_second_document_is_not_silently_dropped(self) -> None:
        problem = refused("a: 1\n---\nb: 2\n")
        assert (problem.message, problem.where.line) == ("has a second document after “---”", 2)

    @pytest.mark.parametrize("text", ["- a\n- b\n", "only words\n"])
    def test_a_file_is_keys_and_values(self, text: str) -> None:
        assert refused(text).message == "must hold “key: value” lines"

    @pytest.mark.parametrize("text", ["", "\n\n", "# nothing but a comment\n", "---\n"])
    def test_an_empty_file_is_named_as_such(self, text: str) -> None:
        assert (refused(text).rule, refused(text).message) == ("empty-file", "is empty")

    def test_a_long_key_is_cut_in_a_message(self) -> None:
        problem = refused(f"{'x' * 500}: 1\n{'x' * 500}: 2\n")
        assert len(problem.message) < 120


class TestFrontMatter:
    @pytest.mark.parametrize("text", ["", " \n\n"])
    def test_an_empty_file_is_named_as_such(self, text: str) -> None:
        _, [problem] = markdown_document("a.md", text)
        assert (problem.rule, problem.message) == ("empty-file", "is empty")

    def test_front_matter_that_never_closes_is_found_where_it_opens(self) -> None:
        document, [problem] = markdown_document("a.md", "---\nprobability: 0.4\n\nWhy.\n")
        assert document is None
        assert problem.message == "has front matter that never closes"
        assert problem.where == Location("a.md", 1, 1)

    def test_a_file_without_front_matter_is_told_what_that_is(self) -> None:
        document, [problem] = markdown_document("a.md", "probability: 0.4\n")
        assert document is None
        assert (
            problem.message == "does not begin with front matter, the lines between two “---” lines"
        )

    def test_hyphens_in_the_body_are_the_authors_own(self) -> None:
        document, problems = markdown_document("a.md", "---\na: 1\n---\nOne\n---\nTwo\n")
        assert problems == ()
        assert document is not None
        assert document.body == "One\n---\nTwo\n"

    def test_blanks_after_the_hyphens_do_not_matter(self) -> None:
        document, _ = markdown_document("a.md", "--- \na: 1\n---\t\nBody")
        assert document is not None
        assert document.body == "Body"

    def test_empty_front_matter_has_no_fields(self) -> None:
        document, problems = markdown_document("a.md", "---\n---\nBody\n")
        assert problems == ()
        assert document is not None
        assert (document.data, document.body, document.body_line) == ({}, "Body\n", 3)


class TestBytes:
    """What a file is made of before it is text."""

    def test_another_encoding_is_found_at_its_first_byte(self) -> None:
        text, [problem] = decoded("question: é\ncriteria: Fußweg\n".encode("latin-1"))
        assert text is None
        assert (problem.rule, problem.where) == ("not-utf-8", Location(PATH, 1, 11))
        assert problem.message == "is not UTF-8 text: byte 0xe9 cannot be read"

    def test_utf_16_is_another_encoding(self) -> None:
        text, [problem] = decoded("question: é\n".encode("utf-16"))
        assert (text, problem.rule, problem.where.line) == (None, "not-utf-8", 1)

    def test_a_byte_order_mark_is_ignored_with_a_warning(self) -> None:
        text, [problem] = decoded("a: 1\n".encode("utf-8-sig"))
        assert text == "a: 1\n"
        assert (problem.rule, problem.severity) == ("byte-order-mark", Severity.WARNING)
        assert problem.where == Location(PATH, 1, 1)

    @pytest.mark.parametrize("ending", ["\r\n", "\r"])
    def test_other_line_ends_are_read_as_plain_ones_with_one_warning(self, ending: str) -> None:
        text, [problem] = decoded(f"a: 1{ending}b: 2{ending}".encode())
        assert text == "a: 1\nb: 2\n"
        assert (problem.rule, problem.severity) == ("line-endings", Severity.WARNING)
        assert problem.where.line == 1

    def test_the_first_windows_line_of_a_mixed_file_is_named(self) -> None:
        _, [problem] = decoded(b"a: 1\nb: 2\r\nc: 3\n")
        assert problem.where.line == 2

    @pytest.mark.parametrize(
        ("character", "message"),
        [
            ("\x00", "holds an invisible control character (U+0000)"),
            ("\x1b", "holds an invisible control character (U+001B)"),
            ("\x85", "holds an invisible control character (U+0085)"),
            ("\u2028", "holds an invisible control character (U+2028)"),
            ("\u202e", "holds an invisible text-direction character (U+202E)"),
            ("\u2066", "holds an invisible text-direction character (U+2066)"),
            ("\ufeff", "holds an invisible control character (U+FEFF)"),
        ],
    )
    def test_an_invisible_character_is_found_where_it_stands(
        self, character: str, message: str
    ) -> None:
        text, [problem] = decoded(f"a: 1\nb: x{character}y\n".encode())
        assert (problem.rule, problem.message) == ("invisible-character", message)
        assert (problem.where, problem.severity) == (Location(PATH, 2, 5), Severity.ERROR)
        assert text == "a: 1\nb: x\ufffdy\n"

    @pytest.mark.parametrize(
        "text", ["עברית\u200f!", "👩\u200d🔬", "a\u00adb", "कर\u200d", "tab\tin"]
    )
    def test_what_other_scripts_and_emoji_need_is_allowed(self, text: str) -> None:
        assert decoded(text.encode()) == (text, ())

    def test_a_binary_file_does_not_bury_the_other_problems(self) -> None:
        _, problems = decoded(b"\x00\x01\n" * 5_000)
        assert len(problems) == MOST_INVISIBLE

    def test_nothing_but_a_line_feed_ends_a_line_for_us(self) -> None:
        """YAML 1.1 and Python also count U+0085 and U+2028, and places would shift."""
        text, _ = decoded("a: x\x85y\u2028z\nb: [\n".encode())
        assert text is not None
        assert refused(text).where.line == 2

    def test_lines_are_counted_as_places_count_them(self) -> None:
        content = "\ufeffa\r\nb\x0cc\x85d\u2028e\rf".encode()
        assert text_lines(content) == ["a", "b\x0cc\x85d\u2028e", "f"]
