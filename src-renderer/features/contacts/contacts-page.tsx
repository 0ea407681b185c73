import { Page } from '#renderer/ui/page.tsx'

/** The list of people and companies. */
export const ContactsPage = () => <Page title="">{null}</Page>
