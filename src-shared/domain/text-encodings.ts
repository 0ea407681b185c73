/** Encodings a text file may be read in, the usual ones first; names of the WHATWG standard. */
export const textEncodings = [
  'utf-8',
  'windows-1252',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'utf-16le',
  'utf-16be',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1255',
  'windows-1256',
  'windows-1257',
  'windows-1258',
  'windows-874',
  'macintosh',
  'koi8-r',
  'koi8-u',
  'iso-8859-2',
  'iso-2022-jp',
] as const

/** An encoding a text file may be read in. */
export type TextEncoding = (typeof textEncodings)[number]
