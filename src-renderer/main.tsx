import './app/reset.css'
import '@mantine/core/styles.layer.css'
import './app/global.css'
import { StrictMode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { z } from 'zod'
import { api, connectClient } from '#renderer/api/client.ts'
import { connect } from '#renderer/api/connect.ts'
import { keepCacheFresh, readAgain } from '#renderer/api/live-cache.ts'
import { createQueryClient } from '#renderer/api/query-client.ts'
import { queryKey } from '#renderer/api/query-keys.ts'
import { forgetToken } from '#renderer/api/session.ts'
import { App } from './app/app.tsx'
import { DamagedPage } from './app/damaged-page.tsx'
import { hearEvent } from './app/hear-event.ts'
import { browserLanguage, startTranslations } from './app/i18n.ts'
import { Providers } from './app/providers.tsx'
import { StartPage } from './app/start-page.tsx'

// The page's content security policy forbids compiled schemas.
z.config({ jitless: true })

const start = async (root: Root): Promise<void> => {
  const queryClient = createQueryClient()
  startTranslations(browserLanguage())
  const showStart = (reason: 'no-token' | 'unreachable'): void =>
    root.render(
      <Providers queryClient={queryClient}>
        <StartPage reason={reason} />
      </Providers>,
    )
  const showDamaged = (): void =>
    root.render(
      <Providers queryClient={queryClient}>
        <DamagedPage onRestored={() => location.reload()} />
      </Providers>,
    )
  const wire = await connect(() => void readAgain(queryClient))
  if (wire === null) return showStart('no-token')
  connectClient(wire)
  try {
    queryClient.setQueryData(queryKey('settings.get', {}), await api.settings.get({}))
    queryClient.setQueryData(queryKey('app.status', {}), await api.app.status({}))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code === 'damaged') return showDamaged()
    const isLockedOut = code === 'unauthorized'
    if (isLockedOut) forgetToken()
    return showStart(isLockedOut ? 'no-token' : 'unreachable')
  }
  keepCacheFresh(queryClient, wire, (event) => hearEvent(queryClient, event))
  root.render(
    <StrictMode>
      <App queryClient={queryClient} />
    </StrictMode>,
  )
}

const place = document.getElementById('root')
if (place !== null) void start(createRoot(place))
