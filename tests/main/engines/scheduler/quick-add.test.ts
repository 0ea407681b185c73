import { describe, expect, test } from 'vitest'
import { readNextStep, readQuickLog } from '#main/engines/scheduler/quick-add.ts'
import { usualMs } from '#tests/support/machine-pace.ts'

/** Friday 20 November 2026, 09:12 in Lisbon. */
const now = Date.parse('2026-11-20T09:12:00Z')
const read = (text: string, zone = 'Europe/Lisbon') => readQuickLog(text, now, zone)

describe('quick log, English', () => {
  test.each([
    [
      'Asked about a winter course for two new people. Call again next Tuesday 3pm',
      'Asked about a winter course for two new people.',
      'Call again',
      '2026-11-24',
      '15:00',
    ],
    ['Call again Tuesday 3pm', '', 'Call again', '2026-11-24', '15:00'],
    ['Send offer in two weeks.', '', 'Send offer', '2026-12-04', null],
    ['Good talk, call back Monday', 'Good talk', 'Call back', '2026-11-23', null],
    ['Call Anna, Bob and Eve on Tuesday', '', 'Call Anna, Bob and Eve', '2026-11-24', null],
    ['Tomorrow at 9: send the contract', '', 'Send the contract', '2026-11-21', '09:00'],
    ['Meet on 24 Nov at 14:30 at her studio', '', 'Meet at her studio', '2026-11-24', '14:30'],
    ['Lunch next Friday at noon', '', 'Lunch', '2026-11-27', '12:00'],
    ['Call on Tuesday at 3', '', 'Call', '2026-11-24', '15:00'],
    ['Not now. Follow up in March', 'Not now.', 'Follow up', '2027-03-01', null],
    ['Follow up the day after tomorrow', '', 'Follow up', '2026-11-22', null],
    ['Send 2 of 10 on Monday', '', 'Send 2 of 10', '2026-11-23', null],
    ['Call today 5 p.m.', '', 'Call', '2026-11-20', '17:00'],
    ['Then ask him 2026-12-01. He was kind.', 'He was kind.', 'Ask him', '2026-12-01', null],
    ['Call this Friday', '', 'Call', '2026-11-20', null],
    ['Call Friday 3pm', '', 'Call', '2026-11-20', '15:00'],
    ['I need to call her on Friday', '', 'I need to call her', '2026-11-27', null],
  ])('%s', (text, body, title, dueDay, dueTime) => {
    expect(read(text)).toEqual({ body, nextStep: { title, dueDay, dueTime } })
  })

  test.each([
    'Asked about prices',
    'Call again soon',
    'He was sick yesterday',
    'She is away next week',
    'Called on Monday, will think about it',
    'Call her when the sun is out',
    'She sat down and may call',
    'Sent the offer today',
    'Send it 12/3',
    'Call today at 8am',
    'They have 3 rooms',
    '',
    '   ',
  ])('no next step in: %s', (text) => {
    expect(read(text)).toEqual({ body: text.trim(), nextStep: null })
  })
})

describe('quick log, Chinese', () => {
  test.each([
    ['下周二下午三点再打电话', '', '再打电话', '2026-11-24', '15:00'],
    ['问了冬季课程。下周二下午三点再打电话', '问了冬季课程。', '再打电话', '2026-11-24', '15:00'],
    ['聊得不错，明天发报价', '聊得不错', '发报价', '2026-11-21', null],
    ['后天上午10点见面', '', '见面', '2026-11-22', '10:00'],
    ['三天后联系', '', '联系', '2026-11-23', null],
    ['两周后跟进', '', '跟进', '2026-12-04', null],
    ['11月24日 15:00 发报价', '', '发报价', '2026-11-24', '15:00'],
    ['下下周二电话回访', '', '电话回访', '2026-12-01', null],
    ['周二三点通话', '', '通话', '2026-11-24', '15:00'],
    ['周五寄合同', '', '寄合同', '2026-11-27', null],
    ['记得明早九点半打电话', '', '打电话', '2026-11-21', '09:30'],
    ['她让我下个月再联系', '', '她让我再联系', '2026-12-20', null],
    ['月底催款', '', '催款', '2026-11-30', null],
    ['3号开会', '', '开会', '2026-12-03', null],
    ['2027年1月5日晚上八点一刻通话', '', '通话', '2027-01-05', '20:15'],
    ['一个月后回访。人很好。', '人很好。', '回访', '2026-12-20', null],
  ])('%s', (text, body, title, dueDay, dueTime) => {
    expect(read(text)).toEqual({ body, nextStep: { title, dueDay, dueTime } })
  })

  test.each(['昨天见过', '她下周去北京开会', '问了价格', '以后再说', '今天发了报价', '本周一通话'])(
    'no next step in: %s',
    (text) => {
      expect(read(text)).toEqual({ body: text, nextStep: null })
    },
  )
})

test('a page of text is read quickly and a next step at its end is found', async () => {
  const page = 'She was there on Monday. '.repeat(780)
  const ms = await usualMs(200, () => {
    expect(read(`${page}Call again next Tuesday 3pm`).nextStep?.dueDay).toBe('2026-11-24')
    expect(read(`call${' '.repeat(19_000)}x Monday`).nextStep).toBeNull()
  })
  expect(ms).toBeLessThan(200)
})

test('the day is counted from the owner’s day, not from UTC', () => {
  const late = Date.parse('2026-11-20T17:30:00Z')
  const days = ['Asia/Shanghai', 'America/New_York'].map(
    (zone) => readQuickLog('Call tomorrow', late, zone).nextStep?.dueDay,
  )
  expect(days).toEqual(['2026-11-22', '2026-11-21'])
})

describe('a text that is a next step as a whole', () => {
  const readStep = (text: string) => readNextStep(text, now, 'Europe/Lisbon')

  test('needs no word that tells what to do', () => {
    const read = readStep('card next tue')
    expect(read?.title).toBe('Card')
    expect(read?.dueTime).toBeNull()
    expect(readStep('下周二卡片')?.title).toBe('卡片')
  })

  test('needs a day to come and something beside it', () => {
    expect(readStep('card')).toBeNull()
    expect(readStep('next tuesday')).toBeNull()
    expect(readStep('')).toBeNull()
  })
})
