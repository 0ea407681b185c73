/** Twelve zones whose clocks are set by the most different rules. */
export const zones = [
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Europe/Lisbon',
  'America/New_York',
  'Asia/Shanghai',
  'Asia/Kolkata',
  'Pacific/Auckland',
  'America/St_Johns',
  'Asia/Gaza',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Europe/Berlin',
] as const
