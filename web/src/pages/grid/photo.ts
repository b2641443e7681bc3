// A photo of twelve megapixels takes minutes on a bad line and shows no more than one of three. What goes up is
// drawn anew, so the place and the phone's name that the camera wrote into the file stay behind, too.

export const kLongSide = 1920;
const kQuality = 0.82;

export interface Size {
  width: number;
  height: number;
}

/// The same shape with neither side longer than `most`; never larger than it was.
export function fitWithin({ width, height }: Size, most: number): Size {
  const scale = Math.min(1, most / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/// A JPEG small enough for the street. Fails for what is no picture.
export async function scalePhoto(file: Blob): Promise<Blob> {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    const size = fitWithin(bitmap, kLongSide);
    const canvas = document.createElement("canvas");
    canvas.width = size.width;
    canvas.height = size.height;
    const pen = canvas.getContext("2d");
    if (!pen) throw new Error("no canvas");
    pen.fillStyle = "#fff"; // a JPEG knows no transparency
    pen.fillRect(0, 0, size.width, size.height);
    pen.imageSmoothingQuality = "high";
    pen.drawImage(bitmap, 0, 0, size.width, size.height);
    const made = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", kQuality));
    if (!made) throw new Error("no JPEG");
    return made;
  } finally {
    bitmap.close();
  }
}
