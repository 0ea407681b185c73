/** Given names, family names and words of an invented but believable business's contacts. */
export const latinGiven = (
  'Anna Ben Claire David Emre Farah Gustav Hannah Ines Jonas Karl Luca Marek Nadia Olena Pavel Quinn Rosa ' +
  'Sofia Tom Ursula Viktor Wanda Xavier Yuki Zsófia Ana Béla Chloé Dóra Erik Fiona Greta Hugo Irène José ' +
  'Katja Lars Mei Noor Oscar Petra Rafael Søren Tereza Umar Vera Willem Ximena Yusuf Zoë Amélie Björn'
).split(' ')
export const latinFamily = (
  'Ferreira Dubois Okafor Yıldız Aziz Ek Lindqvist Sørensen Weber Moretti Nowak Haddad Kovalenko Dvořák Raman ' +
  'Rossi Tanaka Kovács Müller Schmidt Jensen Silva García Martin Novák Popescu Ivanova Andersson Murphy ' +
  "O'Brien Smith Jones Brown Taylor Wilson Evans Thomas Roberts Walker Wright Robinson Thompson White Hughes " +
  'Green Hall Lewis Harris Clarke Patel Jackson Wood Turner Cooper Hill Ward Morris Moore Clark Lee King Baker'
).split(' ')
export const hanFamily = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗单仇曾解查朴 欧阳 司马 诸葛 上官'
  .split(' ')
  .flatMap((part, index) => (index === 0 ? [...part] : [part]))
export const hanGiven = [
  ...'伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文华红玉珊爽雪美玲志远思晓彤晚秋',
]
export const companyWords = (
  'Lumen Studio Atelier Partner Imports Ceramics Logistik Trading Design Works Press Garden Software Optik ' +
  'Consulting Foods Travel Books Legal Health Motion Textile Energy Paper Glass Coffee Tools Marine'
).split(' ')
export const hanCompanies = [
  '上海',
  '北京',
  '杭州',
  '重庆',
  '中山',
  '清和',
  '云上',
  '南京',
  '长沙',
  '知远',
].flatMap((place) =>
  ['银行', '印务', '书店', '花艺', '科技有限公司', '陶舍'].map((kind) => place + kind),
)
export const noteWords = (
  'asked about the spring offer price delivery meeting next week sent draft likes invoice exam lesson team ' +
  'summer plan budget level test trial birthday travel contract renewal agreed called back later friend ' +
  'referred workshop certificate online group beginner advanced holiday moved address office new project'
).split(' ')
export const hanNotes = [
  '谈了知识产权的事',
  '问展会情况',
  '发课前准备清单',
  '约下周见面',
  '报价已经发出',
  '答应寄样品',
]
