import { describe, expect, it } from 'vitest'
import { isPersonAddress } from '#main/engines/email/incoming/person-address.ts'

const people = [
  'ana@lumen.example',
  'ana.ferreira@gmail.com',
  'a.f.ferreira+kith@lumen.example',
  'li_wei88@163.com',
  '1234567890@qq.com',
  'maria@requests.example',
  'noreen.oreply@lumen.example',
  'bob.smith@lumen.example',
  'ola@groupsmith.example',
  'listerine@lumen.example',
  'nora@reply-all.example',
  'r.meyer@lumen.example',
  '用户@例子.广告',
]
const others = [
  'info@lumen.example',
  'sales+de@lumen.example',
  'no-reply@shop.example',
  'noreply@shop.example',
  'do_not_reply@shop.example',
  'order-noreply@shop.example',
  'donotreply.account@shop.example',
  'notifications@github.com',
  'bounces+12345-ana=lumen.example@em.shop.example',
  'auto-confirm@amazon.com',
  'mailer-daemon@lumen.example',
  'postmaster@lumen.example',
  'users-request@lumen.example',
  'rust-users@googlegroups.com',
  'team@lists.debian.example',
  'debian-user@lists.debian.org',
  'reply+AB12CD34@reply.github.com',
  'r-4f1c@reply.shop.example',
  'a8f3e91c0b7d4e55b2aa@shop.example',
  'x1y2z3@marketplace.amazon.de',
  'ana.1234567@guest.booking.com',
  'unsubscribe-77@news.example',
  'newsletter@news.example',
  'not an address',
]

describe('whether an address may be a person', () => {
  it.each(people)('%s is', (address) => {
    expect(isPersonAddress(address)).toBe(true)
  })
  it.each(others)('%s is not', (address) => {
    expect(isPersonAddress(address)).toBe(false)
  })
})
