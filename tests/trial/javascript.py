"""Finds the string literals of a JavaScript module, and what each is there for."""

import re
from dataclasses import dataclass

_SKIPPED = re.compile(r"//[^\n]*|/\*.*?\*/|\s+", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"|\'((?:[^\'\\\n]|\\.)*)\'')
_EXPRESSION = re.compile(r"/(?:[^/\\\n\[]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_BEFORE_EXPRESSION = re.compile(r"(?:^|[(,=:\[!&|?{};]|\breturn)$")
_CHUNK = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*", re.DOTALL)
_CALLED = re.compile(r"([\w$#]*)$")


@dataclass(frozen=True, slots=True)
class Literal:
    """A string literal, or one of the plain stretches of a template.

    Attributes:
        text: What stands in it.
        line: Where, counted from 1.
        before: The code before it on the same file, without comments and spaces.
        call: The function whose argument it is; empty outside of calls.
        argument: Which argument, counted from 0.
    """

    text: str
    line: int
    before: str
    call: str
    argument: int


class _Scanner:
    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0
        self._code = ""
        self._open: list[tuple[str, str, int]] = []  # bracket, called function, argument
        self.found: list[Literal] = []

    def scan(self) -> None:
        """Read code to its end, or to the brace that ends the expression in a template."""
        outer = len(self._open)
        while self._at < len(self._source):
            sign = self._source[self._at]
            if skipped := _SKIPPED.match(self._source, self._at):
                self._at = skipped.end()
                self._code += " " if self._code[-1:].isalnum() else ""
            elif quoted := _QUOTED.match(self._source, self._at):
                self._find(quoted.group(1) or quoted.group(2) or "")
                self._pass(quoted.group())
            elif sign == "`":
                self._template()
            elif sign == "/" and _BEFORE_EXPRESSION.search(self._code.strip()):
                expression = _EXPRESSION.match(self._source, self._at)
                assert expression is not None, f"line {self._line()}: neither a division nor an expression"
                self._pass(expression.group())
            elif sign == "}" and len(self._open) == outer:
                return
            else:
                self._bracket(sign)
                self._pass(sign)
        assert len(self._open) == outer, "brackets do not match"

    def _template(self) -> None:
        self._pass("`")
        while True:
            chunk = _CHUNK.match(self._source, self._at)
            assert chunk is not None
            self._find(chunk.group())
            self._pass(chunk.group())
            if self._source.startswith("`", self._at):
                self._pass("`")
                return
            self._pass("${")
            self.scan()
            self._pass("}")

    def _bracket(self, sign: str) -> None:
        if sign in "([{":
            called = _CALLED.search(self._code)
            assert called is not None
            self._open.append((sign, called.group(1) if sign == "(" else "", 0))
        elif sign in ")]}":
            self._open.pop()
        elif sign == "," and self._open:
            bracket, call, argument = self._open[-1]
            self._open[-1] = (bracket, call, argument + 1)

    def _find(self, text: str) -> None:
        _, call, argument = self._open[-1] if self._open else ("", "", 0)
        self.found.append(Literal(text, self._line(), self._code.strip(), call, argument))

    def _line(self) -> int:
        return self._source.count("\n", 0, self._at) + 1

    def _pass(self, text: str) -> None:
        self._at += len(text)
        self._code += text


def literals(source: str) -> list[Literal]:
    """Return the string literals of a module, in their order."""
    scanner = _Scanner(source)
    scanner.scan()
    return scanner.found
