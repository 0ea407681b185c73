import { TemplatesPage } from '#renderer/features/emails/templates/templates-page.tsx'
import { MailTabs } from '#renderer/features/outbox/mail-frame.tsx'

/** Templates among the pages about mail. */
export const TemplatesScreen = () => <TemplatesPage tabs={<MailTabs view="templates" />} />
