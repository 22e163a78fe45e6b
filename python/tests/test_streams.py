"""Standard output and error look like a server's, and nothing written is lost."""


def app(body: str) -> str:
    lines = "\n    ".join(body.splitlines())
    return f"""
import os, sys
def app(environ, start_response):
    start_response("200 OK", [])
    {lines}
    return []
"""


def test_lines_leave_as_they_are_written(server):
    server.serve(app("print('one')\nprint('two', 'three')\nprint('oh', file=sys.stderr)")).request()
    pieces = [(event["stream"], event["text"], event["requestId"]) for event in server.of("output")]
    assert pieces == [("stdout", "one\n", "r1"), ("stdout", "two three\n", "r1"), ("stderr", "oh\n", "r1")]


def test_half_a_line_leaves_with_the_request_or_when_flushed(server):
    server.serve(app("print('half', end='')")).request()
    assert server.printed("stdout") == "half"
    assert [kind for kind, _, _ in server.events][-2:] == ["output", "end"]


def test_output_of_the_import_belongs_to_no_request(server):
    server.serve("print('hello')\ndef app(e, s): return []")
    assert [(event["text"], event["requestId"]) for event in server.of("output")] == [("hello\n", None)]


def test_a_chatty_program_is_sent_in_blocks_and_whole(server):
    server.serve(app("for i in range(20_000): print(i)")).request()
    assert server.printed("stdout") == "".join(f"{i}\n" for i in range(20_000))
    assert len(server.of("output")) < 1000


def test_bytes_and_broken_utf_8(server):
    server.serve(app(r"sys.stdout.buffer.write(b'\xc3'); sys.stdout.buffer.write(b'\xa9\xff\n')")).request()
    assert server.printed("stdout") == "é\ufffd\n"


def test_they_are_no_terminal_and_there_is_no_keyboard(server):
    body = """
print(sys.stdout.isatty(), sys.stderr.isatty(), sys.stdout.encoding, sys.stdout.name)
try:
    input()
except EOFError:
    print("end of file")
"""
    server.serve(app(body.strip())).request()
    assert server.printed("stdout") == "False False utf-8 <stdout>\nend of file\n"


def test_output_without_end_is_a_flood(server):
    reply = server.serve(app("while True: print('y' * 1000)")).request()
    assert reply.end is None
    assert server.of("flood") == [{"what": "output", "limit": 8388608}]


def test_short_lines_without_end_are_a_flood_soon(server):
    assert server.serve(app("while True: print('y')")).request().end is None
    assert server.of("flood") == [{"what": "output", "limit": 200000}]


def test_a_program_that_catches_everything_cannot_go_on_flooding(server):
    body = """
caught = 0
while caught < 3:
    try:
        print("y" * 10_000)
    except BaseException:
        caught += 1
"""
    server.serve(app(body.strip())).request()
    assert len(server.of("flood")) == 1


def test_a_program_that_closes_its_stdout_still_answers(server):
    server.serve(app("print(1)\nsys.stdout.close()"))
    assert server.request().status == 200
    assert server.request().status == 500
