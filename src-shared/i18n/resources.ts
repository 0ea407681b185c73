import enActivities from './en/activities.json' with { type: 'json' }
import enAnswers from './en/answers.json' with { type: 'json' }
import enApp from './en/app.json' with { type: 'json' }
import enCommands from './en/commands.json' with { type: 'json' }
import enCommon from './en/common.json' with { type: 'json' }
import enContacts from './en/contacts.json' with { type: 'json' }
import enEmailAccounts from './en/email-accounts.json' with { type: 'json' }
import enEmails from './en/emails.json' with { type: 'json' }
import enExports from './en/exports.json' with { type: 'json' }
import enFirstRun from './en/first-run.json' with { type: 'json' }
import enFollowUps from './en/follow-ups.json' with { type: 'json' }
import enHelp from './en/help.json' with { type: 'json' }
import enHistory from './en/history.json' with { type: 'json' }
import enImports from './en/imports.json' with { type: 'json' }
import enOutbox from './en/outbox.json' with { type: 'json' }
import enRhythms from './en/rhythms.json' with { type: 'json' }
import enSearch from './en/search.json' with { type: 'json' }
import enSettings from './en/settings.json' with { type: 'json' }
import enSuggestions from './en/suggestions.json' with { type: 'json' }
import enTemplates from './en/templates.json' with { type: 'json' }
import enToday from './en/today.json' with { type: 'json' }
import zhActivities from './zh-CN/activities.json' with { type: 'json' }
import zhAnswers from './zh-CN/answers.json' with { type: 'json' }
import zhApp from './zh-CN/app.json' with { type: 'json' }
import zhCommands from './zh-CN/commands.json' with { type: 'json' }
import zhCommon from './zh-CN/common.json' with { type: 'json' }
import zhContacts from './zh-CN/contacts.json' with { type: 'json' }
import zhEmailAccounts from './zh-CN/email-accounts.json' with { type: 'json' }
import zhEmails from './zh-CN/emails.json' with { type: 'json' }
import zhExports from './zh-CN/exports.json' with { type: 'json' }
import zhFirstRun from './zh-CN/first-run.json' with { type: 'json' }
import zhFollowUps from './zh-CN/follow-ups.json' with { type: 'json' }
import zhHelp from './zh-CN/help.json' with { type: 'json' }
import zhHistory from './zh-CN/history.json' with { type: 'json' }
import zhImports from './zh-CN/imports.json' with { type: 'json' }
import zhOutbox from './zh-CN/outbox.json' with { type: 'json' }
import zhRhythms from './zh-CN/rhythms.json' with { type: 'json' }
import zhSearch from './zh-CN/search.json' with { type: 'json' }
import zhSettings from './zh-CN/settings.json' with { type: 'json' }
import zhSuggestions from './zh-CN/suggestions.json' with { type: 'json' }
import zhTemplates from './zh-CN/templates.json' with { type: 'json' }
import zhToday from './zh-CN/today.json' with { type: 'json' }

/** All words on screen in English, by namespace; the shape that every language fills. */
export const english = {
  activities: enActivities,
  answers: enAnswers,
  app: enApp,
  commands: enCommands,
  common: enCommon,
  contacts: enContacts,
  'email-accounts': enEmailAccounts,
  emails: enEmails,
  exports: enExports,
  'first-run': enFirstRun,
  'follow-ups': enFollowUps,
  help: enHelp,
  history: enHistory,
  imports: enImports,
  outbox: enOutbox,
  rhythms: enRhythms,
  search: enSearch,
  settings: enSettings,
  suggestions: enSuggestions,
  templates: enTemplates,
  today: enToday,
}

/** All words on screen in Simplified Chinese, by namespace. */
export const chinese = {
  activities: zhActivities,
  answers: zhAnswers,
  app: zhApp,
  commands: zhCommands,
  common: zhCommon,
  contacts: zhContacts,
  'email-accounts': zhEmailAccounts,
  emails: zhEmails,
  exports: zhExports,
  'first-run': zhFirstRun,
  'follow-ups': zhFollowUps,
  help: zhHelp,
  history: zhHistory,
  imports: zhImports,
  outbox: zhOutbox,
  rhythms: zhRhythms,
  search: zhSearch,
  settings: zhSettings,
  suggestions: zhSuggestions,
  templates: zhTemplates,
  today: zhToday,
}

/** The words of every language Kith speaks. */
export const languageResources = { en: english, 'zh-CN': chinese }
