"""Whether two pictures of a screen show the same: letters may have other soft
edges, or stand a pixel aside, as from another FreeType; nothing else may
differ.

A pixel is alike when the other picture has its colour there, or has colours
right around there which it lies between. Each channel may be out of that range
by as much as the range is wide, halved: where there is no edge nearby the
colours must be the same, beside an edge its softness is free."""

from picture import Picture

# What of 255 a colour may be off where nothing is near.
ROUNDING = 3
# One pixel of so many may be unlike: ends of thin strokes. A line of the
# smallest words, moved by 6 pixels, is four times as many.
UNLIKE_SHARE = 5000


def _around(pick, rows):
    """Of each channel the least, or the greatest, in the pixel, its
    neighbours, and theirs of the rows above and below."""
    tall = bytes(map(pick, *rows))
    return bytes(map(pick, tall[:3] + tall[:-3], tall, tall[3:] + tall[-3:]))


def _outside(row, others):
    """Places in a row whose colour is not to be found around there."""
    lows, highs = _around(min, others), _around(max, others)
    return {i // 3 for i, (value, low, high) in enumerate(
                zip(row, lows, highs))
            if not (low <= value <= high) and
            max(low - value, value - high) > ROUNDING + (high - low) // 2}


def _three(picture, y):
    """A row and its neighbours; at the edges it is its own."""
    rows = (max(y - 1, 0), y, min(y + 1, picture.height - 1))
    return [picture.row(0, row, picture.width) for row in rows]


def unlike(a, b):
    """The pixels, as (x, y), in which two pictures of one size differ."""
    found = set()
    for y in range(a.height):
        rows_a, rows_b = _three(a, y), _three(b, y)
        if rows_a[1] != rows_b[1]:
            places = (_outside(rows_a[1], rows_b) |
                      _outside(rows_b[1], rows_a))
            found |= {(x, y) for x in places}
    return found


def are_alike(picture, pixels):
    return len(pixels) * UNLIKE_SHARE <= picture.width * picture.height


def mark(picture, pixels):
    """The picture, paler, with pixels of it in red."""
    marked = bytearray(192 + value // 4 for value in picture.pixels)
    for x, y in pixels:
        at = (y * picture.width + x) * 3
        marked[at:at + 3] = b"\xd0\x00\x00"
    return Picture(picture.width, picture.height, bytes(marked))
