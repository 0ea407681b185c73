import { cutExtension } from '#shared/domain/phone-extension.ts'
import { linkServiceOf } from '#shared/domain/urls.ts'
import type { ContactPoint } from '../contact-types.ts'

type PointKind = ContactPoint['kind']

/** What a typed way to reach somebody seems to be. */
export const guessPointKind = (typed: string): PointKind => {
  const text = typed.trim()
  if (/^\S+@\S+\.\S+$/.test(text)) return 'email'
  if (/^(https?:\/\/|www\.)/i.test(text) || /^[\w-]+(\.[\w-]+)+\/\S*$/.test(text)) return 'link'
  const { number } = cutExtension(text)
  if (number.replace(/\D/g, '').length >= 5 && /^[\d\s+()./-]+$/.test(number)) return 'phone'
  return 'messenger'
}

/** Where a typed link or name of a messenger seems to belong; unknown names of messengers nowhere. */
export const guessService = (typed: string, kind: 'messenger' | 'link'): string =>
  kind === 'messenger' ? 'other' : (linkServiceOf(typed.trim()) ?? 'website')

const digitsOf = (point: ContactPoint): string => (point.normalized ?? point.raw).replace(/\D/g, '')

const handleOf = (raw: string): string => raw.trim().replace(/^@/, '')

const messengerAddress = (point: ContactPoint): string | null => {
  switch (point.service) {
    case 'whatsapp':
      return digitsOf(point).length > 5 ? `https://wa.me/${digitsOf(point)}` : null
    case 'telegram':
      return `https://t.me/${encodeURIComponent(handleOf(point.raw))}`
    case 'line':
      return `https://line.me/ti/p/~${encodeURIComponent(handleOf(point.raw))}`
    case 'messenger':
      return `https://m.me/${encodeURIComponent(handleOf(point.raw))}`
    case 'skype':
      return `skype:${encodeURIComponent(handleOf(point.raw))}?chat`
    case 'signal':
      return digitsOf(point).length > 5 ? `https://signal.me/#p/+${digitsOf(point)}` : null
    default:
      return null
  }
}

/** Where a typed link leads; null when nothing can be opened. */
export const webAddress = (raw: string): string | null => {
  const text = raw.trim()
  const address = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`
  return /^https?:\/\/[^\s/]+\.[^\s]+$/i.test(address) ? address : null
}

/**
 * Where a click on a way to reach somebody leads; null when nothing can be opened.
 *
 * Only `tel:`, `mailto:`, `https:` and `skype:` come out of here, whatever was typed.
 */
export const addressOf = (point: ContactPoint): string | null => {
  switch (point.kind) {
    case 'phone':
      return `tel:${point.normalized ?? point.raw.replace(/[^\d+]/g, '')}`
    case 'email':
      return `mailto:${encodeURIComponent(point.normalized ?? point.raw.trim()).replace('%40', '@')}`
    case 'link':
      return webAddress(point.raw)
    case 'messenger':
      return messengerAddress(point)
  }
}

/** The first way of a kind to reach somebody: the primary one, else the first that works. */
export const bestPoint = (
  points: readonly ContactPoint[],
  kind: PointKind,
): ContactPoint | undefined => {
  const working = points.filter((point) => point.kind === kind && !point.isInvalid)
  return working.find((point) => point.isPrimary) ?? working[0]
}
