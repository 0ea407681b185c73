import { expect, test, vi } from 'vitest'
import {
  allowsNavigation,
  allowsPermission,
  decideLink,
  guardContents,
  isOurPage,
  pageOrigin,
  webPreferences,
} from '#main/hosts/electron/security.ts'
import { guardSession } from '#main/hosts/electron/session-guard.ts'

test('every setting of the window is as hardened as it can be', () => {
  expect(webPreferences({ preload: '/p.cjs', isPackaged: true })).toEqual({
    preload: '/p.cjs',
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    experimentalFeatures: false,
    plugins: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    webgl: false,
    spellcheck: false,
    devTools: false,
  })
  expect(webPreferences({ preload: '', isPackaged: false }).devTools).toBe(true)
})

test.each([
  ['notifications', `${pageOrigin}/`, true],
  ['notifications', pageOrigin, true],
  ['clipboard-sanitized-write', `${pageOrigin}/index.html`, true],
  ['clipboard-read', pageOrigin, false],
  ['media', pageOrigin, false],
  ['geolocation', pageOrigin, false],
  ['local-network-access', pageOrigin, false],
  ['loopback-network', pageOrigin, false],
  ['fileSystem', pageOrigin, false],
  ['storage-access', pageOrigin, false],
  ['openExternal', pageOrigin, false],
  ['notifications', 'https://evil.example', false],
  ['notifications', 'kith-app://evil', false],
  ['notifications', '', false],
])('permission %s for %s: %s', (permission, page, expected) => {
  expect(allowsPermission(permission, page)).toBe(expected)
})

test.each([
  [`${pageOrigin}/`, true],
  [`${pageOrigin}/#/today`, true],
  ['kith-app://app.evil.example/', false],
  ['kith-app://evil/', false],
  ['https://app/', false],
  ['file:///etc/passwd', false],
  ['about:blank', false],
  ['javascript:alert(1)', false],
  ['data:text/html,x', false],
  ['not an address', false],
])('navigation to %s: %s', (target, expected) => {
  expect(allowsNavigation(target)).toBe(expected)
})

test.each([
  'https://example.com/',
  'mailto:ada@example.com',
  'tel:+351912345678',
  'sms:+351912345678',
])('the link %s leaves through the system', (url) => {
  expect(decideLink(url)).toEqual({ act: 'open', url })
})

test.each([
  'http://example.com/',
  'file:///etc/passwd',
  'smb://host/share',
  'ms-msdt:/id',
  'javascript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'kith-app://app/',
  'ftp://example.com/',
  'https://example.com@evil.example/',
  'https://user:secret@example.com/',
  '\\\\host\\share',
  'not an address',
  '',
])('the link %s goes nowhere', (url) => {
  expect(decideLink(url)).toEqual({ act: 'deny' })
})

test('an address of a look-alike name is shown in punycode to the system', () => {
  expect(decideLink('https://аpple.com/')).toEqual({
    act: 'open',
    url: 'https://xn--pple-43d.com/',
  })
})

test('only the main frame of our window with our page may call', () => {
  const mainFrame = { origin: pageOrigin }
  // The window's frame, as far as the check looks at it.
  const contents = { mainFrame } as never
  expect(isOurPage({ senderFrame: mainFrame }, contents)).toBe(true)
  expect(isOurPage({ senderFrame: null }, contents)).toBe(false)
  expect(isOurPage({ senderFrame: { origin: pageOrigin } }, contents)).toBe(false)
  const foreign = { origin: 'https://evil.example' }
  expect(isOurPage({ senderFrame: foreign }, { mainFrame: foreign } as never)).toBe(false)
})

type Listener = (event: { url: string; preventDefault: () => void }) => void

const fakeContents = (origin: string = pageOrigin) => {
  const listeners = new Map<string, Listener>()
  let opener: (details: { url: string }) => { action: string } = () => ({ action: 'allow' })
  return {
    contents: {
      mainFrame: { origin },
      on: (name: string, listener: Listener) => listeners.set(name, listener),
      setWindowOpenHandler: (handler: typeof opener) => {
        opener = handler
      },
    },
    fire: (name: string, url: string) => {
      const preventDefault = vi.fn<() => void>()
      listeners.get(name)?.({ url, preventDefault })
      return preventDefault.mock.calls.length > 0
    },
    open: (url: string) => opener({ url }),
  }
}

test('a page cannot leave, embed or open anything', () => {
  const { contents, fire, open } = fakeContents()
  const openExternal = vi.fn<(url: string) => Promise<void>>().mockResolvedValue()
  guardContents(contents as never, { openExternal })
  for (const event of ['will-navigate', 'will-frame-navigate', 'will-redirect']) {
    expect(fire(event, 'https://evil.example/')).toBe(true)
    expect(fire(event, `${pageOrigin}/`)).toBe(false)
  }
  expect(fire('will-attach-webview', `${pageOrigin}/`)).toBe(true)
  expect(open('file:///etc/passwd')).toEqual({ action: 'deny' })
  expect(openExternal).not.toHaveBeenCalled()
  expect(open('https://example.com/')).toEqual({ action: 'deny' })
  expect(openExternal).toHaveBeenCalledExactlyOnceWith('https://example.com/')
})

test('our page, and no other, opens mails and calls in the programs of the system', () => {
  const openExternal = vi.fn<(url: string) => Promise<void>>().mockResolvedValue()
  const mail = 'mailto:bob@ross.example?subject=Hello&body=Hi'
  const ours = fakeContents()
  guardContents(ours.contents as never, { openExternal })
  const others = ['https://evil.example/', 'file:///etc/passwd', 'ms-word:x']
  const tooLong = `mailto:bob@ross.example?body=${'a'.repeat(20_000)}`
  for (const url of [...others, tooLong]) expect(ours.fire('will-navigate', url)).toBe(true)
  for (const event of ['will-frame-navigate', 'will-redirect'])
    expect(ours.fire(event, mail)).toBe(true)
  const foreign = fakeContents('https://evil.example')
  guardContents(foreign.contents as never, { openExternal })
  expect(foreign.fire('will-navigate', mail)).toBe(true)
  expect(openExternal).not.toHaveBeenCalled()
  expect(ours.fire('will-navigate', mail)).toBe(true)
  expect(openExternal).toHaveBeenCalledExactlyOnceWith(mail)
  for (const url of ['tel:+351912345678', 'sms:+351912345678']) {
    expect(ours.fire('will-navigate', url)).toBe(true)
    expect(openExternal).toHaveBeenLastCalledWith(url)
  }
})

test('a session refuses devices, screens, pairings and downloads', () => {
  const handlers = new Map<string, (...values: never[]) => unknown>()
  const session = new Proxy(
    {},
    {
      get: (_, name: string) => (first: unknown, second?: unknown) =>
        handlers.set(
          name === 'on' ? String(first) : name,
          (name === 'on' ? second : first) as (...values: never[]) => unknown,
        ),
    },
  )
  guardSession(session as never)
  const call = (name: string, ...values: unknown[]) => handlers.get(name)?.(...(values as never[]))
  expect(call('setDevicePermissionHandler', {})).toBe(false)
  expect(call('setPermissionCheckHandler', null, 'media', pageOrigin)).toBe(false)
  expect(call('setPermissionCheckHandler', null, 'notifications', pageOrigin)).toBe(true)
  const answer = vi.fn<(value: unknown) => void>()
  call('setPermissionRequestHandler', null, 'camera', answer, { requestingUrl: pageOrigin })
  call('setDisplayMediaRequestHandler', {}, answer)
  call('setBluetoothPairingHandler', {}, answer)
  expect(answer.mock.calls).toEqual([[false], [{}], [{ confirmed: false }]])
  const preventDefault = vi.fn<() => void>()
  call('will-download', { preventDefault })
  expect(preventDefault).toHaveBeenCalledOnce()
})
