import type { Helper, StartHelper } from '#main/platform/helper-protocol.ts'
import { createHelpers } from '#main/platform/helper-thread.ts'
import { workerFile } from './application.ts'

/** Threads that have said goodbye to their server. */
const idle: Helper[] = []

// What is asked is a call with its name; see `read-beside.ts`.
const isGoodbye = (message: unknown): boolean => (message as { name: string }).name === 'close'

/**
 * Starts a thread that reads a mailbox, or hands over one that has closed the mailbox before:
 * starting one takes longer than most of what a test has it read. One that was cut or has failed
 * is ended, as in the product.
 */
export const startKeptHelper: StartHelper = (kind) => {
  if (kind !== 'mailboxes.read') throw new Error(`no thread is kept for ${kind}`)
  const helper = idle.pop() ?? createHelpers(workerFile())(kind)
  let isFree = false
  let isEnded = false
  return {
    ...helper,
    ask: async (message, take) => {
      if (isEnded) throw new Error('a helper was ended')
      isFree = false
      const outcome = await helper.ask(message, take)
      isFree = isGoodbye(message)
      return outcome
    },
    end: async () => {
      if (isEnded) return
      isEnded = true
      if (isFree) idle.push(helper)
      else await helper.end()
    },
  }
}
