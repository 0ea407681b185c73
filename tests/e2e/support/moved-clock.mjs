/**
 * Loaded into a host before everything else (`--import`): its wall clock is ahead by as many
 * milliseconds as stand in the file `KITH_TEST_CLOCK`, in all of its threads.
 */
import { readFileSync } from 'node:fs'

const file = process.env.KITH_TEST_CLOCK ?? ''
const wall = Date.now
const rereadMs = 20
let ahead = 0
let readAt = Number.NEGATIVE_INFINITY

const moved = () => {
  const at = performance.now()
  if (at - readAt >= rereadMs) {
    readAt = at
    ahead = Number(readFileSync(file, 'utf8'))
  }
  return ahead
}

Date.now = () => wall() + moved()
