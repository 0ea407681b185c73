import { QueryClient } from '@tanstack/react-query'
import {
  createMemoryHistory,
  createRootRoute,
  createRoute,
  createRouter,
  RouterProvider,
} from '@tanstack/react-router'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { connectClient } from '#renderer/api/client.ts'
import { startTranslations } from '#renderer/app/i18n.ts'
import { Providers } from '#renderer/app/providers.tsx'
import { type Language, useViewLocale } from '#renderer/ui/view-locale.ts'
import type { Input, Output, ProcedureName } from '#shared/contract/index.ts'
import type { HostEvent, Reply } from '#shared/contract/wire.ts'

/** Answers by procedure; a missing one is a test that forgot it. */
export type Answers = {
  readonly [Name in ProcedureName]?: (
    input: Input<Name>,
  ) => Output<Name> | Reply | Promise<Output<Name> | Reply>
}

/** A wire that answers from a table and notes what it was asked. */
export const fakeWire = (answers: Answers) => {
  const calls: { readonly name: string; readonly input: unknown }[] = []
  const listeners = new Set<(event: HostEvent) => void>()
  connectClient({
    hostKind: 'loopback',
    call: async (name, input): Promise<Reply> => {
      calls.push({ name, input })
      // The table's types tie each name to its input.
      const answer = answers[name as 'app.status'] as ((input: unknown) => unknown) | undefined
      if (answer === undefined) {
        return { ok: false, error: { code: 'bug', message: `no answer for ${name}` } }
      }
      const value = await answer(input)
      const isReply = typeof value === 'object' && value !== null && 'ok' in value
      // Checked on the line above.
      return isReply ? (value as Reply) : { ok: true, value }
    },
    subscribe: (onEvent) => {
      listeners.add(onEvent)
      return () => listeners.delete(onEvent)
    },
    upload: () => Promise.reject(new Error('no uploads here')),
    download: () => Promise.reject(new Error('no downloads here')),
    openMail: () => Promise.reject(new Error('no mail program here')),
  })
  const announce = (event: HostEvent): void => {
    for (const listener of listeners) listener(event)
  }
  return { calls, announce }
}

/** Renders a component inside theme, words, cache and a router of one route. */
export const renderPage = async (
  content: ReactNode,
  options: { readonly language?: Language; readonly today?: string } = {},
) => {
  const language = options.language ?? 'en'
  await startTranslations(language).changeLanguage(language)
  useViewLocale.setState({ language, today: options.today ?? '2026-11-20', zone: 'UTC' })
  window.scrollTo = () => {}
  const queryClient = new QueryClient({
    defaultOptions: { queries: { retry: false, networkMode: 'always' } },
  })
  const root = createRootRoute()
  const anywhere = createRoute({ getParentRoute: () => root, path: '$', component: () => content })
  const router = createRouter({
    routeTree: root.addChildren([anywhere]),
    history: createMemoryHistory({ initialEntries: ['/page'] }),
  })
  await router.load()
  const view = render(
    <Providers queryClient={queryClient} env="test">
      {/* The app's own routes are another type; a test has one. */}
      <RouterProvider router={router as never} />
    </Providers>,
  )
  return { ...view, queryClient, router }
}
