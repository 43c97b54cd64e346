"""What strangers write into text to be obeyed: by a terminal, by what prints, by the reader's eye."""

from typing import Final

ESC = "\x1b"

TERMINAL: Final = {
    "colour": f"{ESC}[31;5mred{ESC}[0m",
    "colour, 8-bit": "\x9b31mred\x9b0m",
    "clear screen": f"{ESC}[2J{ESC}[H",
    "alternate screen": f"{ESC}[?1049h",
    "window title": f"{ESC}]0;owned\x07",
    "window title, 8-bit": "\x9d0;owned\x9c",
    "clipboard": f"{ESC}]52;c;b3duZWQ=\x07",
    "link": f"{ESC}]8;;file:///etc/passwd{ESC}\\owned{ESC}]8;;{ESC}\\",
    "device control": f'{ESC}P$q"p{ESC}\\',
    "answer back": f"{ESC}[6n{ESC}[c{ESC}Z",
    "picture": f"{ESC}_Gf=100,a=T;AAAA{ESC}\\",
    "reset": f"{ESC}c",
    "line drawing": f"{ESC}(0\x0e",
    "overwriting": "\rowned\x08\x08",
    "bell and delete": "\x07\x7f",
    "line breaks": "\x0b\x0c\x85\u2028\u2029",
    "a NUL": "\x00",
    "nested": f"{ESC}[{ESC}[31m31m",
    "open strings": f"{ESC}]{ESC}P{ESC}_\x9d\x90",
}
MARKUP: Final = {
    "Rich tags": "[bold red]loud[/bold red]",
    "a Rich tag that closes nothing": "[/b]",
    "a Rich link": "[link=file:///etc/passwd]here[/link]",
    "emoji names": ":bomb: :skull:",
    "HTML": "<script>alert(1)</script><b>bold</b>",
    "Markdown": "![x](http://127.0.0.1:1/pixel.png) **bold** # head",
    "format strings": "{0.__class__} {} %s %(name)s",
    "shell": "\\$(touch owned) `touch owned` '; touch owned; ' && \"$HOME\"",
    "a tab and a new line": "column\tline\nnext",
    "a spreadsheet's formula": "=cmd|'/c calc'!A0",
    "SQL": "'); DROP TABLE articles; --",
    "full-text syntax": 'NEAR("a" NOT * OR ^title:',
    "escapes written out": "\\x1b[31m \\u202e &#27;[31m &#x9b;31m",
}
BIDI: Final = {
    "override": "\u202egnp.exe",
    "open isolates": "\u2066a\u2067b\u2068c",
    "embeddings": "\u202aa\u202bb\u202d",
    "marks": "\u200e\u200f\u061c",
    "zero width": "pass\u200bword\u2060\ufeff",
    "soft hyphens": "in\xadvis\xadible",
    "Hangul fillers": "\u3164\u115f\u1160\uffa0",
    "tag characters": "".join(chr(0xE0000 + ord(char)) for char in "owned"),
    "annotations": "\ufff9a\ufffab\ufffb",
    "Zalgo": "z" + "\u0300\u0316" * 200,
    "half a character": "\ud83d",
    "non-characters": "\ufffe\uffff\ufdd0",
    "variation selectors": "a" + "\ufe0f\U000e0100" * 50,
    "invisible operators": "\u2061\u2062\u2063\u2064",
}
FAMILIES: Final = {"terminal": TERMINAL, "markup": MARKUP, "bidi": BIDI}
