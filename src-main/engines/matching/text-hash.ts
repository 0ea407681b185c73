/**
 * A number that different texts hardly ever share: 32 bits, unsigned (FNV-1a).
 *
 * `start` tells texts of different kinds apart: a small number, or the hash of what stands before.
 */
export const textHash = (text: string, start: number): number => {
  let value = 0x811c9dc5 ^ start
  for (let at = 0; at < text.length; at += 1) {
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193)
  }
  return value >>> 0
}
