import { spawnSync } from 'node:child_process'

/** A text file and how Python is told to read it. */
export interface PythonFile {
  readonly path: string
  /** Python's name of the encoding. */
  readonly encoding: string
  readonly delimiter: string
  /** Null when no sign encloses cells. */
  readonly quote: string | null
}

/**
 * Reads bytes itself and leaves nothing out but a byte mark and NULs. What is no UTF-8 is taken
 * for Windows-1252, as in files that were glued together.
 */
const program = `
import codecs, csv, io, json, sys

csv.field_size_limit(10_000_000)
codecs.register_error('windows-1252', lambda error: (
    error.object[error.start:error.start + 1].decode('cp1252'), error.start + 1))

def read(wanted):
    with open(wanted['path'], 'rb') as file:
        data = file.read()
    rule = 'windows-1252' if wanted['encoding'] == 'utf-8' else 'strict'
    text = data.decode(wanted['encoding'], rule).removeprefix('\\ufeff').replace('\\0', '')
    quote = wanted['quote']
    rules = {'quoting': csv.QUOTE_NONE} if quote is None else {'quotechar': quote}
    lines = io.StringIO(text, newline='')
    return list(csv.reader(lines, delimiter=wanted['delimiter'], **rules))

json.dump([read(wanted) for wanted in json.load(sys.stdin)], sys.stdout)
`

/** Whether this machine has Python to compare with. */
export const hasPython = (): boolean =>
  spawnSync('python3', ['-c', 'import csv'], { stdio: 'ignore' }).status === 0

/** The lines of each file as Python's csv module reads them; blank lines are empty. */
export const readWithPython = (files: readonly PythonFile[]): string[][][] => {
  const { stdout, stderr, status } = spawnSync('python3', ['-c', program], {
    input: JSON.stringify(files),
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (status !== 0) throw new Error(stderr)
  // What the program above prints.
  return JSON.parse(stdout) as string[][][]
}
