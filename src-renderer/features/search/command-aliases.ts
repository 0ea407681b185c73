import type { Language } from '#renderer/ui/view-locale.ts'
import type { CommandLabel } from '#shared/commands.ts'

type Aliases = Readonly<Partial<Record<CommandLabel, string>>>

/**
 * Other words by which commands are found, divided by commas; never shown.
 *
 * In Chinese they begin with the pinyin of the label, syllable by syllable, so that both the
 * pinyin and its initials find it.
 */
export const commandAliases: Readonly<Record<Language, Aliases>> = {
  en: {
    newContact: 'add person, create company',
    importFile: 'csv, excel, bring list, upload',
    backUpNow: 'backup, copy',
    goToday: 'home, due',
    goContacts: 'people, list, companies',
    goMail: 'outbox, drafts, sent, held',
    switchMail: 'pause, hold, outbox',
    goHistory: 'undo, bin, deleted',
    goSettings: 'preferences, language, theme, backups, tags, fields, currency',
    openHelp: 'how, manual, guide',
    copyDiagnostics: 'log, report, support',
    toggleTheme: 'dark mode, light mode',
    toggleLanguage: '中文, 简体, chinese, language',
  },
  'zh-CN': {
    newContact: 'xin jian lian xi ren, 添加, 新增',
    importFile: 'dao ru wen jian, csv, excel, 表格, 名单',
    backUpNow: 'li ji bei fen, 拷贝',
    goToday: 'qian wang jin tian, jin tian, 首页',
    goContacts: 'qian wang lian xi ren, lian xi ren, 客户, 名单',
    goMail: 'qian wang you jian, you jian, 待发, 草稿, 已发',
    switchMail: 'zan ting huo hui fu quan bu fa song, 停止',
    goHistory: 'qian wang li shi, li shi, 撤销, 回收站',
    goSettings: 'qian wang she zhi, she zhi, 偏好, 语言, 主题, 备份, 标签, 字段, 货币',
    openHelp: 'bang zhu, 怎么用, 手册',
    copyDiagnostics: 'fu zhi zhen duan xin xi, 日志, 报告',
    toggleTheme: 'qie huan qian se yu shen se, 夜间, 暗色',
    toggleLanguage: 'qie huan dao ying wen, english, 英语',
  },
}
