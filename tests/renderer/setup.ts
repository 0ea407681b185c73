import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

/** What Mantine asks of a browser and jsdom does not have. */
class NoResizeObserver implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

globalThis.ResizeObserver = NoResizeObserver
// Chromium answers with a promise, which is no way to end an effect.
Element.prototype.scrollIntoView = () => Promise.resolve() as never
// A text that grows with its words waits for their fonts.
Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() })
window.matchMedia = (media) => ({
  media,
  matches: false,
  onchange: null,
  addEventListener: () => {},
  removeEventListener: () => {},
  addListener: () => {},
  removeListener: () => {},
  dispatchEvent: () => false,
})

afterEach(cleanup)
