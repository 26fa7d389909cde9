const SIDE = 640;
// What Spotify takes at most, in Base64: 256 KB.
const MOST = 256 * 1024;

/** Makes of any picture that the browser can read a square JPEG in Base64 that Spotify takes as a cover. */
export async function toJpeg(file: Blob): Promise<string> {
  const bitmap = await createImageBitmap(file);
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const context = canvas.getContext('2d');
  const side = Math.min(bitmap.width, bitmap.height);
  // JPEG knows no transparency: what is behind would be black.
  if (context) context.fillStyle = '#fff';
  context?.fillRect(0, 0, SIDE, SIDE);
  context?.drawImage(bitmap, (bitmap.width - side) / 2, (bitmap.height - side) / 2, side, side, 0, 0, SIDE, SIDE);
  bitmap.close();
  for (let quality = 0.9; ; quality -= 0.15) {
    const base64 = canvas.toDataURL('image/jpeg', quality).replace(/^[^,]*,/, '');
    if (base64.length <= MOST || quality < 0.2) return base64;
  }
}
