import { Button, Menu } from '@mantine/core'
import { IconTemplate } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { useApiQuery } from '#renderer/api/use-api.ts'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import type { ContactId } from '#shared/domain/ids.ts'
import type { Template } from '../mail-types.ts'
import { languageFor, sortTemplates } from './sort-templates.ts'

/** Texts to begin with: the owner's own first, those in the reader's language above others. */
export const TemplateMenu = ({
  reader,
  onPick,
  onKeep,
}: {
  /** Whom the text is for. */
  reader: ContactId
  onPick: (template: Template) => void
  /** Keeps what is written as a template of the owner's. */
  onKeep: () => void
}) => {
  const { t } = useTranslation(['emails', 'common'])
  const screen = useViewLocale((locale) => locale.language)
  const contact = useApiQuery('contacts.get', { id: reader })
  const language = languageFor(contact.data?.language, screen)
  const answer = useApiQuery('templates.list', {})
  const { own, shipped } = sortTemplates(answer.data?.templates ?? [], language)
  const line = (template: Template) => (
    <Menu.Item
      lang={template.language}
      key={`${template.id} ${template.starter} ${template.language}`}
      onClick={() => onPick(template)}
    >
      {template.name}
    </Menu.Item>
  )
  return (
    <Menu position="top-start" width={260}>
      <Menu.Target>
        <Button
          variant="subtle"
          leftSection={<IconTemplate size={16} stroke={1.6} aria-hidden="true" />}
        >
          {t('toolbar.template')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah="70vh" style={{ overflowY: 'auto' }}>
        {own.length > 0 && <Menu.Label>{t('template.own')}</Menu.Label>}
        {own.map(line)}
        {shipped.map((group) => (
          <Fragment key={group.language}>
            <Menu.Label>
              {t('template.shippedIn', { language: t(`common:languages.${group.language}`) })}
            </Menu.Label>
            {group.templates.map(line)}
          </Fragment>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={onKeep}>{t('template.keep')}</Menu.Item>
        <Menu.Item component={Link} to="/outbox/templates">
          {t('template.manage')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
