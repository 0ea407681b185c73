import { Page } from '#renderer/ui/page.tsx'

/** One person or company. */
export const ContactPage = () => <Page title="">{null}</Page>
