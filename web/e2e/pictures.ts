import { deflateSync } from "node:zlib";

const kTable = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let bit = 0; bit < 8; bit += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});

function checksum(bytes: Buffer): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (kTable[(c ^ byte) & 0xff] as number) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const made = Buffer.alloc(body.length + 8);
  made.writeUInt32BE(data.length, 0);
  body.copy(made, 4);
  made.writeUInt32BE(checksum(body), body.length + 4);
  return made;
}

/// A picture as a camera would give one, of any size: a sky over a roof, as PNG.
export function pngOf(width: number, height: number): Buffer {
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let y = 0; y < height; y += 1) {
    const at = y * (width * 3 + 1) + 1;
    const isRoof = y > height * 0.55;
    for (let x = 0; x < width; x += 1) {
      const ridge = isRoof && (x >> 5) % 2 === 0 ? 24 : 0;
      rows[at + x * 3] = isRoof ? 120 + ridge : (150 + (y * 60) / height) | 0;
      rows[at + x * 3 + 1] = isRoof ? 132 + ridge : 190;
      rows[at + x * 3 + 2] = isRoof ? 148 + ridge : 230;
    }
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(rows, { level: 1 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}
