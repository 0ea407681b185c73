import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { bodyStream } from '#main/engines/email/smtp-body.ts'

/** What is handed over of a mail, and what is told of it on the way. */
const handOver = async (mayGoOn: boolean) => {
  const told: string[] = []
  const handed: Buffer[] = []
  const stream = bodyStream(Buffer.alloc(100_000, 'a'), {
    begin: () => void told.push('begin'),
    mayGoOn: () => mayGoOn,
    end: () => void told.push('end'),
  })
  expect(told).toEqual([])
  stream.on('data', (piece: Buffer) => {
    told.push('piece')
    handed.push(piece)
  })
  await wait(20)
  stream.destroy()
  return { first: told[0], isEnded: told.includes('end'), bytes: Buffer.concat(handed).length }
}

test('a mail is handed over whole, after its beginning was told', async () => {
  expect(await handOver(true)).toEqual({ first: 'begin', isEnded: true, bytes: 100_000 })
})

test('nothing of a mail is handed over when its beginning could not be noted', async () => {
  expect(await handOver(false)).toEqual({ first: 'begin', isEnded: false, bytes: 0 })
})
