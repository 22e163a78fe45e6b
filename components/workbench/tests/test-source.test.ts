import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findTest } from './test-source.ts';

const FILE = `import pytest


@pytest.fixture
def client():
    return None


@pytest.mark.parametrize(
    "path",
    ["/a", "/b"],
)
def test_long(
    client, path
):
    """Words."""

    assert client

def test_longer(): pass


class TestGroup:
    @pytest.mark.skip
    async def test_inside(self):
        assert True
    def test_next(self): ...
`;

test('a function with its decorators and blank lines, and not its neighbours', () => {
  const found = findTest({ 'a.py': 'x = 1\n', 'test_a.py': FILE }, 'test_long');
  assert.equal(found?.file, 'test_a.py');
  assert.equal(found.line, 9);
  assert.ok(found.text.startsWith('@pytest.mark.parametrize(\n'));
  assert.ok(found.text.endsWith('    assert client'));
});

test('a method is moved to the left', () => {
  const found = findTest({ 'test_a.py': FILE }, 'test_inside');
  assert.equal(found?.text, '@pytest.mark.skip\nasync def test_inside(self):\n    assert True');
});

test('no such test', () => {
  assert.equal(findTest({ 'test_a.py': FILE }, 'test_lon'), null);
});
