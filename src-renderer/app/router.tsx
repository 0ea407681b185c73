import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { readContactsSearch } from '#renderer/features/contacts/list/contacts-search.ts'
import { readComposeSearch } from '#renderer/features/emails/composer/compose-search.ts'
import { NotFound, PageError } from './error-boundary.tsx'
import { Shell } from './shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFound })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/today' })
  },
})

const today = createRoute({
  getParentRoute: () => root,
  path: '/today',
  component: lazyRouteComponent(() => import('./today-screen.tsx'), 'TodayScreen'),
})

const contacts = createRoute({
  getParentRoute: () => root,
  path: '/contacts',
  validateSearch: readContactsSearch,
  component: lazyRouteComponent(
    () => import('#renderer/features/contacts/list/contacts-page.tsx'),
    'ContactsPage',
  ),
})

const contact = createRoute({
  getParentRoute: () => root,
  path: '/contacts/$contactId',
  component: lazyRouteComponent(
    () => import('#renderer/features/contacts/record/contact-page.tsx'),
    'ContactPage',
  ),
})

const imports = createRoute({
  getParentRoute: () => root,
  path: '/imports',
  component: lazyRouteComponent(() => import('./import-screen.tsx'), 'ImportScreen'),
})

const outbox = createRoute({
  getParentRoute: () => root,
  path: '/outbox',
  validateSearch: (raw: Record<string, unknown>): { view?: 'drafts' | 'sent' | 'answers' } =>
    raw.view === 'sent' || raw.view === 'drafts' || raw.view === 'answers'
      ? { view: raw.view }
      : {},
  component: lazyRouteComponent(() => import('./outbox-screen.tsx'), 'OutboxScreen'),
})

const compose = createRoute({
  getParentRoute: () => root,
  path: '/outbox/write',
  validateSearch: readComposeSearch,
  component: lazyRouteComponent(
    () => import('#renderer/features/emails/composer/compose-page.tsx'),
    'ComposePage',
  ),
})

const templates = createRoute({
  getParentRoute: () => root,
  path: '/outbox/templates',
  component: lazyRouteComponent(() => import('./templates-screen.tsx'), 'TemplatesScreen'),
})

const history = createRoute({
  getParentRoute: () => root,
  path: '/history',
  validateSearch: (raw: Record<string, unknown>): { operation?: number; contact?: number } => ({
    ...(typeof raw.operation === 'number' ? { operation: raw.operation } : {}),
    ...(typeof raw.contact === 'number' ? { contact: raw.contact } : {}),
  }),
  component: lazyRouteComponent(
    () => import('#renderer/features/history/history-page.tsx'),
    'HistoryPage',
  ),
})

const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  validateSearch: (raw: Record<string, unknown>): { section?: string } =>
    typeof raw.section === 'string' ? { section: raw.section } : {},
  component: lazyRouteComponent(
    () => import('#renderer/features/settings/settings-page.tsx'),
    'SettingsPage',
  ),
})

const help = createRoute({
  getParentRoute: () => root,
  path: '/help',
  validateSearch: (raw: Record<string, unknown>): { topic?: string } =>
    typeof raw.topic === 'string' ? { topic: raw.topic } : {},
  component: lazyRouteComponent(() => import('#renderer/features/help/help-page.tsx'), 'HelpPage'),
})

const routeTree = root.addChildren([
  home,
  today,
  contacts,
  contact,
  imports,
  outbox,
  compose,
  templates,
  history,
  settings,
  help,
])

/** The routes of the app on the hash of the address. */
export const createAppRouter = () =>
  createRouter({
    routeTree,
    history: createHashHistory(),
    defaultPreload: 'intent',
    defaultErrorComponent: PageError,
    scrollRestoration: false,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}
