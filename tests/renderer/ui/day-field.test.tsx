import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { useState } from 'react'
import { expect, test } from 'vitest'
import { DayField } from '#renderer/ui/day-field.tsx'
import type { Language } from '#renderer/ui/view-locale.ts'
import { renderPage } from '#tests/support/render-page.tsx'

const Screen = ({ start }: { start: string }) => {
  const [day, setDay] = useState(start)
  return (
    <>
      <DayField label="Until" value={day} onChange={setDay} />
      <output>{day}</output>
    </>
  )
}

const open = async (language: Language, start = '') => {
  await renderPage(<Screen start={start} />, { language })
  const field = screen.getByLabelText<HTMLInputElement>('Until')
  return { field, user: userEvent.setup(), day: () => screen.getByRole('status').textContent }
}

test('writes and reads days in the language of the app', async () => {
  const { field, user, day } = await open('zh-CN', '2026-11-24')
  expect(field.value).toBe('2026年11月24日')
  await user.clear(field)
  await user.type(field, '12月5日')
  await user.tab()
  expect([day(), field.value]).toEqual(['2026-12-05', '2026年12月5日'])
})

test('keeps what it cannot read, says so, and holds no day meanwhile', async () => {
  const { field, user, day } = await open('en', '2026-11-24')
  await user.clear(field)
  await user.type(field, '31 November')
  await user.tab()
  expect([day(), field.value]).toEqual(['', '31 November'])
  expect(screen.getByText('This is not a day. Try 24 November or 24/11.')).toBeTruthy()
  await user.clear(field)
  await user.type(field, '30 November')
  await user.tab()
  expect([day(), field.value]).toEqual(['2026-11-30', '30 November 2026'])
  expect(screen.queryByText(/not a day/)).toBeNull()
})

test('the calendar speaks the language of the app', async () => {
  const { field, user, day } = await open('zh-CN', '2026-11-24')
  await user.click(field)
  expect(await screen.findByText('2026年11月')).toBeTruthy()
  await user.click(screen.getByLabelText('11月27日 星期五'))
  expect(day()).toBe('2026-11-27')
})
