import { useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Page } from '#renderer/ui/page.tsx'
import { TextLink } from '#renderer/ui/text-button.tsx'
import { TopicLink, Topics } from '#renderer/ui/topics.tsx'
import { useViewLocale } from '#renderer/ui/view-locale.ts'
import { type english, languageResources } from '#shared/i18n/resources.ts'
import classes from './help-page.module.css'

type TopicName = keyof (typeof english)['help']['topics']

// The keys of an object are its keys.
const names = Object.keys(languageResources.en.help.topics) as readonly TopicName[]

/** Help in the language of the screen: a few short pages. */
export const HelpPage = () => {
  const { t } = useTranslation(['help', 'commands'])
  const language = useViewLocale((locale) => locale.language)
  const search = useSearch({ from: '/help' })
  const shown = names.find((name) => name === search.topic) ?? 'start'
  const topics = languageResources[language].help.topics
  const topic = topics[shown]
  const next = names[names.indexOf(shown) + 1]
  return (
    <Page
      title={t('title')}
      body="none"
      hints={[{ keys: ['Mod+K'], label: t('commands:openPalette') }]}
    >
      <Topics
        label={t('topicsLabel')}
        links={names.map((name) => (
          <TopicLink key={name} to="/help" search={{ topic: name }} isShown={name === shown}>
            {topics[name].title}
          </TopicLink>
        ))}
      >
        <div>
          <article className={classes.article} aria-label={topic.title}>
            <h2>{topic.title}</h2>
            <p className={classes.intro}>{topic.intro}</p>
            {topic.parts.map((part) => (
              <section key={part.title}>
                <h3>{part.title}</h3>
                <p className={classes.text}>{part.text}</p>
              </section>
            ))}
            {next !== undefined && (
              <TextLink className={classes.next} to="/help" search={{ topic: next }}>
                {t('next', { title: topics[next].title })}
              </TextLink>
            )}
          </article>
        </div>
      </Topics>
    </Page>
  )
}
