/** A file of a package. */
export interface PackagePart {
  readonly path: string
  readonly bytes: Uint8Array
}

const localHeader = 30
const centralHeader = 46
const endHeader = 22

/** Packs files into a .zip without compressing them; for readers that take nothing else. */
export const storedZip = (parts: readonly PackagePart[]): Uint8Array<ArrayBuffer> => {
  const named = parts.map(({ path, bytes }) => ({ name: new TextEncoder().encode(path), bytes }))
  const size = named.reduce(
    (sum, { name, bytes }) => sum + localHeader + centralHeader + 2 * name.length + bytes.length,
    endHeader,
  )
  const zip = new Uint8Array(size)
  const view = new DataView(zip.buffer)
  const write = (at: number, fields: readonly (readonly [number, 2 | 4])[]): number =>
    fields.reduce((to, [value, length]) => {
      if (length === 4) view.setUint32(to, value, true)
      else view.setUint16(to, value, true)
      return to + length
    }, at)
  let at = 0
  const starts = named.map(({ name, bytes }) => {
    const start = at
    at = write(at, [[0x04034b50, 4], [20, 2], ...common(name, bytes)])
    zip.set(name, at)
    zip.set(bytes, at + name.length)
    at += name.length + bytes.length
    return start
  })
  const directory = at
  for (const [index, { name, bytes }] of named.entries()) {
    at = write(at, [[0x02014b50, 4], [20, 2], [20, 2], ...common(name, bytes)])
    at = write(at, [
      [0, 2],
      [0, 2],
      [0, 2],
      [0, 4],
      [starts[index] ?? 0, 4],
    ])
    zip.set(name, at)
    at += name.length
  }
  write(at, [
    [0x06054b50, 4],
    [0, 4],
    [named.length, 2],
    [named.length, 2],
    [at - directory, 4],
    [directory, 4],
  ])
  return zip
}

/** Flags (names are UTF-8), stored, no time, no checksum, sizes, length of the name. */
const common = (name: Uint8Array, bytes: Uint8Array): (readonly [number, 2 | 4])[] => [
  [0x0800, 2],
  [0, 2],
  [0, 4],
  [0, 4],
  [bytes.length, 4],
  [bytes.length, 4],
  [name.length, 2],
  [0, 2],
]
