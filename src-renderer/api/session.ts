const tokenKey = 'kith.token'
const windowKey = 'kith.window'
const channelName = 'kith.session'
const askTimeoutMs = 700

type SessionMessage =
  | { readonly type: 'ask'; readonly id: string }
  | { readonly type: 'code'; readonly id: string; readonly code: string }

/** The name of this tab for Ctrl+Z; it survives a reload. */
export const windowId = (): string => {
  const known = sessionStorage.getItem(windowKey)
  if (known !== null) return known
  const fresh = crypto.randomUUID()
  sessionStorage.setItem(windowKey, fresh)
  return fresh
}

/** Takes the one-use code out of the address, so that no history or bookmark keeps it. */
export const takeLaunchCode = (): string | null => {
  const match = /^#launch=([\w-]+)$/.exec(location.hash)
  if (match === null) return null
  history.replaceState(null, '', location.pathname + location.search)
  return match[1] ?? null
}

const exchangeCode = async (code: string): Promise<string | null> => {
  try {
    const response = await fetch('/launch', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ code }),
    })
    if (!response.ok) return null
    const body: unknown = await response.json()
    return tokenIn(body)
  } catch {
    return null
  }
}

const tokenIn = (body: unknown): string | null => {
  if (typeof body !== 'object' || body === null) return null
  if ('token' in body && typeof body.token === 'string') return body.token
  return 'value' in body ? tokenIn(body.value) : null
}

const askOtherTabs = (): Promise<string | null> =>
  new Promise((resolve) => {
    const channel = new BroadcastChannel(channelName)
    const id = crypto.randomUUID()
    const finish = (code: string | null): void => {
      channel.close()
      clearTimeout(timer)
      resolve(code)
    }
    const timer = setTimeout(() => finish(null), askTimeoutMs)
    channel.onmessage = (event: MessageEvent<SessionMessage>) => {
      const message = event.data
      if (message.type === 'code' && message.id === id) finish(message.code)
    }
    channel.postMessage({ type: 'ask', id } satisfies SessionMessage)
  })

/**
 * The bearer token of this tab: from the launch code, the tab's storage, or another open tab.
 *
 * Null when there is none; the page then says how to start.
 */
export const findToken = async (): Promise<string | null> => {
  const code = takeLaunchCode()
  const fromLaunch = code === null ? null : await exchangeCode(code)
  const known = fromLaunch ?? sessionStorage.getItem(tokenKey)
  if (known !== null) {
    sessionStorage.setItem(tokenKey, known)
    return known
  }
  const otherCode = await askOtherTabs()
  const token = otherCode === null ? null : await exchangeCode(otherCode)
  if (token !== null) sessionStorage.setItem(tokenKey, token)
  return token
}

/** Forgets a token that the host no longer accepts. */
export const forgetToken = (): void => sessionStorage.removeItem(tokenKey)

/** Lets tabs without a token in: each that asks gets a one-use code of its own. */
export const serveOtherTabs = (token: string): void => {
  const channel = new BroadcastChannel(channelName)
  channel.onmessage = async (event: MessageEvent<SessionMessage>) => {
    const message = event.data
    if (message.type !== 'ask') return
    const code = await requestLaunchCode(token)
    if (code !== null) {
      channel.postMessage({ type: 'code', id: message.id, code } satisfies SessionMessage)
    }
  }
}

const requestLaunchCode = async (token: string): Promise<string | null> => {
  try {
    const response = await fetch('/launch-code', {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    })
    if (!response.ok) return null
    const body: unknown = await response.json()
    return codeIn(body)
  } catch {
    return null
  }
}

const codeIn = (body: unknown): string | null => {
  if (typeof body !== 'object' || body === null) return null
  if ('code' in body && typeof body.code === 'string') return body.code
  return 'value' in body ? codeIn(body.value) : null
}
