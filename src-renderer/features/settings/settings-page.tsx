import { Page } from '#renderer/ui/page.tsx'

/** What can be set. */
export const SettingsPage = () => <Page title="">{null}</Page>
