from .fixtures import ALL
def test_x():
    assert ALL
