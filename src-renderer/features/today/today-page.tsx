import { Page } from '#renderer/ui/page.tsx'

/** Whom to contact today, and why. */
export const TodayPage = () => <Page title="">{null}</Page>
