import type { RowSink, StagedValue } from './batch-insert.ts'

/**
 * Values of rows on their way to another thread: all texts in one, and all numbers in a list.
 *
 * A copy of many small values would cost more than what is done with them.
 */
export interface PackedRows {
  readonly text: string
  /** Of each value the length of its text, or what it is instead. */
  readonly lengths: Int32Array<ArrayBuffer>
  readonly numbers: Float64Array<ArrayBuffer>
}

const isNull = -1
const isNumber = -2
/** The text of the value before. */
const isSame = -3

/** Packs rows of one table. */
export class RowPacker implements RowSink {
  private texts: string[] = []
  private lengths = new Int32Array(1024)
  /** As long as `lengths`: each may be one. */
  private numbers = new Float64Array(1024)
  private values = 0
  private numbered = 0

  add(...row: StagedValue[]): void {
    if (this.values + row.length > this.lengths.length) this.grow()
    const { lengths } = this
    let before: StagedValue = null
    for (const value of row) {
      lengths[this.values] = this.lengthOf(value, before)
      this.values += 1
      before = value
    }
  }

  /** What was added since the last time. */
  take(): PackedRows {
    const packed = {
      text: this.texts.join(''),
      lengths: this.lengths.slice(0, this.values),
      numbers: this.numbers.slice(0, this.numbered),
    }
    this.texts = []
    this.values = 0
    this.numbered = 0
    return packed
  }

  private lengthOf(value: StagedValue, before: StagedValue): number {
    if (value === null) return isNull
    if (typeof value === 'number') {
      this.numbers[this.numbered] = value
      this.numbered += 1
      return isNumber
    }
    if (value === before) return isSame
    this.texts.push(value)
    return value.length
  }

  private grow(): void {
    const { lengths, numbers } = this
    this.lengths = new Int32Array(lengths.length * 2)
    this.lengths.set(lengths)
    this.numbers = new Float64Array(lengths.length * 2)
    this.numbers.set(numbers)
  }
}

/** The values of packed rows, those of one after those of the other. */
export const unpackRows = ({ text, lengths, numbers }: PackedRows): StagedValue[] => {
  const values: StagedValue[] = []
  let place = 0
  let next = 0
  let before: StagedValue = null
  for (const length of lengths) {
    if (length >= 0) {
      before = text.slice(place, place + length)
      place += length
    } else if (length === isNull) {
      before = null
    } else if (length === isNumber) {
      before = numbers[next] ?? 0
      next += 1
    }
    values.push(before)
  }
  return values
}
