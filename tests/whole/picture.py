"""Pictures as rows of pixels: a PNG read and written whole, and a screen read
from the frame buffer of Xvfb."""

import mmap
import struct
import subprocess
import zlib


class Picture:
    """Pixels of three bytes, red first, row by row."""

    def __init__(self, width, height, pixels):
        self.width, self.height, self.pixels = width, height, pixels

    def row(self, x, y, w):
        begin = (y * self.width + x) * 3
        return self.pixels[begin:begin + w * 3]

    def pixel(self, x, y):
        return tuple(self.row(x, y, 1))

    def box(self, x, y, w, h):
        return b"".join(self.row(x, line, w) for line in range(y, y + h))


def png_chunks(data):
    """Name and content of each chunk; every checksum is checked."""
    if data[:8] != b"\x89PNG\r\n\x1a\n":
        raise ValueError("not a PNG")
    at = 8
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        content = data[at + 8:at + 8 + length]
        (crc,) = struct.unpack_from(">I", data, at + 8 + length)
        if crc != zlib.crc32(name + content):
            raise ValueError(f"checksum of {name}")
        yield name, content
        at += length + 12


def png_header(data):
    """Width, height, and bytes a pixel; the compressed rows joined."""
    chunks = list(png_chunks(data))
    if chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND":
        raise ValueError("first or last chunk")
    width, height, depth, colour, _, _, interlace = struct.unpack(
        ">IIBBBBB", chunks[0][1])
    if depth != 8 or colour not in (2, 6) or interlace:
        raise ValueError(f"depth {depth}, colour {colour}, {interlace}")
    rows = zlib.decompress(b"".join(c for n, c in chunks if n == b"IDAT"))
    step = 3 if colour == 2 else 4
    if len(rows) != height * (1 + width * step):
        raise ValueError("length of the pixels")
    return width, height, step, rows


def png_read(data):
    """Of a file that png_header takes. The rows are unfiltered by pngtopnm:
    byte by byte, which takes Python a second a picture."""
    png_header(data)
    done = subprocess.run(["pngtopnm"], input=data, capture_output=True,
                          check=True)
    form, size, most, pixels = done.stdout.split(b"\n", 3)
    if form != b"P6" or most != b"255":
        raise ValueError(f"{form} of {most}")
    width, height = map(int, size.split())
    return Picture(width, height, pixels)


def png_write(picture):
    """Unfiltered rows: few colours, and so the smaller for it."""
    def chunk(name, content):
        return (struct.pack(">I", len(content)) + name + content +
                struct.pack(">I", zlib.crc32(name + content)))
    header = struct.pack(">IIBBBBB", picture.width, picture.height, 8, 2,
                         0, 0, 0)
    rows = b"".join(b"\0" + picture.row(0, y, picture.width)
                    for y in range(picture.height))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) +
            chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b""))


class FrameBuffer:
    """The screen of an Xvfb that was started with -fbdir: an XWD file that
    the server paints into. Reading it asks nobody and costs nothing."""

    def __init__(self, path):
        with open(path, "rb") as file:
            self.map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        # The XWD header: 25 numbers, big-endian.
        head = struct.unpack_from(">25I", self.map)
        self.width, self.height = head[4], head[5]
        if head[11] != 32 or head[7] != 0:
            raise ValueError("not 32 bits a pixel, lowest byte first")
        self.line = head[12]
        self.begin = head[0] + head[19] * 12

    def box(self, x, y, w, h):
        out = bytearray()
        for line in range(y, y + h):
            at = self.begin + line * self.line + x * 4
            blue_first = self.map[at:at + w * 4]
            row = bytearray(w * 3)
            row[0::3] = blue_first[2::4]
            row[1::3] = blue_first[1::4]
            row[2::3] = blue_first[0::4]
            out += row
        return bytes(out)

    def pixel(self, x, y):
        return tuple(self.box(x, y, 1, 1))

    def whole(self):
        return self.box(0, 0, self.width, self.height)
