import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { cssVariables } from './css-variables.ts'
import { theme } from './theme.ts'

/** The nonce under which this load of the page may add styles; empty where none is asked for. */
export const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? ''

/** Theme and cache around everything; `env="test"` switches transitions off. */
export const Providers = ({
  queryClient,
  env = 'default',
  children,
}: {
  queryClient: QueryClient
  env?: 'default' | 'test'
  children: ReactNode
}) => (
  <QueryClientProvider client={queryClient}>
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={styleNonce}
      env={env}
    >
      {children}
    </MantineProvider>
  </QueryClientProvider>
)
