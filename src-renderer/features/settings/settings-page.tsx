import { useSearch } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import { useTranslation } from 'react-i18next'
import { Page } from '#renderer/ui/page.tsx'
import { TopicLink, Topics } from '#renderer/ui/topics.tsx'
import { AboutSection } from './about-section.tsx'
import { BusinessSection } from './business-section.tsx'
import { DataSection } from './data-section.tsx'
import { FieldsSection } from './fields-section.tsx'
import { MachineSection } from './machine-section.tsx'
import { MailSection } from './mail-section.tsx'
import { RecipesSection } from './recipes-section.tsx'
import { RhythmsSection } from './rhythms-section.tsx'
import classes from './settings-page.module.css'
import { SuppressionsSection } from './suppressions-section.tsx'
import { TagsSection } from './tags-section.tsx'

const sections = {
  business: BusinessSection,
  mail: MailSection,
  suppressions: SuppressionsSection,
  rhythms: RhythmsSection,
  tags: TagsSection,
  fields: FieldsSection,
  imports: RecipesSection,
  machine: MachineSection,
  data: DataSection,
  about: AboutSection,
} as const satisfies Record<string, ComponentType>

type SectionName = keyof typeof sections

// The keys of the object above.
const names = Object.keys(sections) as readonly SectionName[]

/** What can be set: the business and this computer apart, the data, and what Kith is made of. */
export const SettingsPage = () => {
  const { t } = useTranslation(['settings', 'commands'])
  const search = useSearch({ from: '/settings' })
  const shown = names.find((name) => name === search.section) ?? 'business'
  const Section = sections[shown]
  return (
    <Page
      title={t('title')}
      body="none"
      hints={[
        { keys: ['Mod+K'], label: t('commands:openPalette') },
        { keys: ['Mod+Z'], label: t('commands:undo') },
      ]}
    >
      <Topics
        label={t('sections.label')}
        links={names.map((name) => (
          <TopicLink key={name} to="/settings" search={{ section: name }} isShown={name === shown}>
            {t(`sections.${name}`)}
          </TopicLink>
        ))}
      >
        <section aria-label={t(`sections.${shown}`)} tabIndex={-1}>
          <div className={classes.column}>
            <h2 className={classes.heading}>{t(`sections.${shown}`)}</h2>
            <Section />
          </div>
        </section>
      </Topics>
    </Page>
  )
}
