import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DraftSaver } from '#renderer/features/emails/composer/draft-saver.ts'
import type { EmailId } from '#shared/domain/ids.ts'

// Ids are brands on plain numbers.
const seven = 7 as EmailId

const saverOf = (id: EmailId | null, answers: (boolean | Promise<boolean>)[] = []) => {
  const calls: unknown[] = []
  const states: string[] = []
  const answer = async () => (await answers.shift()) ?? true
  const saver = new DraftSaver({
    id,
    create: async (changes) => {
      calls.push(['create', changes])
      return (await answer()) ? { ok: true, value: seven } : { ok: false, code: 'disk-full' }
    },
    update: async (of, changes) => {
      calls.push(['update', of, changes])
      return (await answer()) ? { ok: true, value: null } : { ok: false, code: 'disk-full' }
    },
    onState: (state) => states.push(state.state),
  })
  return { saver, calls, states }
}

describe('a draft', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  it('comes into being with its first words, one idle second later', async () => {
    const { saver, calls } = saverOf(null)
    saver.change({ subject: 'A' })
    await vi.advanceTimersByTimeAsync(900)
    saver.change({ subject: 'Ab', body: '<p>x</p>' })
    await vi.advanceTimersByTimeAsync(900)
    expect(calls).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(calls).toEqual([['create', { subject: 'Ab', body: '<p>x</p>' }]])
    expect(saver.emailId).toBe(seven)
  })

  it('is saved every few seconds of steady writing', async () => {
    const { saver, calls } = saverOf(seven)
    const kept: number[] = []
    for (let ms = 0; ms < 120_000; ms += 250) {
      saver.change({ body: `<p>${ms}</p>` })
      await vi.advanceTimersByTimeAsync(250)
      const last = calls.at(-1)
      const body = Array.isArray(last) ? (last[2] as { body: string }).body : '<p>0</p>'
      kept.push(ms - Number(/\d+/.exec(body)?.[0]))
    }
    expect(calls).toHaveLength(40)
    // However long the writing goes on, a kill takes no more than its last three seconds.
    expect(Math.max(...kept)).toBeLessThanOrEqual(3000)
  })

  it('forgets what could not be saved when it is told to', async () => {
    const { saver, calls, states } = saverOf(seven, [false])
    saver.change({ subject: 'A' })
    expect(await saver.flush()).toBe(false)
    saver.drop()
    expect(await saver.flush()).toBe(true)
    await vi.advanceTimersByTimeAsync(5000)
    expect(calls).toHaveLength(1)
    expect(states.at(-1)).toBe('idle')
  })

  it('is created once, however often it is asked for', async () => {
    const { saver, calls } = saverOf(null)
    saver.change({ subject: 'A' })
    const ids = await Promise.all([saver.ensure(), saver.ensure(), saver.flush()])
    expect(ids).toEqual([seven, seven, true])
    expect(calls).toHaveLength(1)
  })

  it('takes what is written while a save is on its way after it', async () => {
    let release = (_ok: boolean): void => {}
    const { saver, calls } = saverOf(seven, [
      new Promise<boolean>((resolve) => {
        release = resolve
      }),
    ])
    saver.change({ subject: 'A' })
    const first = saver.flush()
    saver.change({ body: '<p>x</p>' })
    release(true)
    expect(await first).toBe(true)
    expect(calls).toEqual([
      ['update', seven, { subject: 'A' }],
      ['update', seven, { body: '<p>x</p>' }],
    ])
  })

  it('keeps what could not be saved and sends it with the next attempt', async () => {
    const { saver, calls, states } = saverOf(seven, [false])
    saver.change({ subject: 'A' })
    expect(await saver.flush()).toBe(false)
    expect(saver.hasChanges).toBe(true)
    saver.change({ body: '<p>x</p>' })
    expect(await saver.flush()).toBe(true)
    expect(calls.at(-1)).toEqual(['update', seven, { subject: 'A', body: '<p>x</p>' }])
    expect(states).toEqual(['waiting', 'saving', 'failed', 'waiting', 'saving', 'saved'])
  })
})
