import { Page } from '#renderer/ui/page.tsx'

/** Help in the language of the screen. */
export const HelpPage = () => <Page title="">{null}</Page>
