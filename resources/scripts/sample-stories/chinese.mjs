// A pottery studio near Hangzhou. Everybody and everything here is invented.
const surnames =
  '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'.split(
    '',
  )
const compound = ['欧阳', '上官', '司马', '诸葛']
const given =
  '敏,静,丽华,志强,晓彤,俊杰,雨桐,美玲,文博,思远,洋,爽,珊,伟,芳,娜,秀英,磊,军,艳,勇,杰,娟,涛,明,超,霞,平,刚,桂英,子涵,一诺,梓萱,欣怡,浩然,宇轩,诗涵,佳怡,俊熙,可馨,雅琪,天宇,嘉豪,若曦,晨曦,雪,梅,建国,海燕,丹,婷,慧,宁,帆,悦,琳,凯,斌,鹏,飞'.split(
    ',',
  )
const firms =
  '清和书店,拾光民宿,木石设计,观山茶业,云上花艺,中山印务,半亩园餐厅,知了亲子馆,南屏酒店,归园民宿,一叶茶社,青禾幼儿园,良渚文创,西溪画廊,素心瑜伽,山野咖啡,竹里馆,江南织造,听雨轩茶馆,百草堂,莫干山居,白鹭建筑,蓝染工坊,时光照相馆,乐途旅行社,禾木家具,晨星教育,金穗烘焙,和润物业,启明律师事务所,恒达贸易,悦读书房,自在民宿,岸上设计,四季花店,锦程物流,大地农场,星河酒店'.split(
    ',',
  )
const words =
  'qinghe,shiguang,mushi,guanshan,yunshang,zhongshan,banmu,zhiliao,nanping,guiyuan,yiye,qinghe2,liangzhu,xixi,suxin,shanye,zhuli,jiangnan,tingyu,baicao,mogan,bailu,lanran,zhaoxiang,letu,hemu,chenxing,jinsui,herun,qiming,hengda,yuedu,zizai,anshang,siji,jincheng,dadi,xinghe'.split(
    ',',
  )

const places = [
  { city: '杭州市', region: '浙江省', country: 'CN', postalCode: '310000' },
  { city: '湖州市', region: '浙江省', country: 'CN', postalCode: '313000' },
  { city: '上海市', region: null, country: 'CN', postalCode: '200000' },
  { city: '苏州市', region: '江苏省', country: 'CN', postalCode: '215000' },
  { city: '景德镇市', region: '江西省', country: 'CN', postalCode: '333000' },
  { city: '北京市', region: null, country: 'CN', postalCode: '100000' },
]

/** The Chinese sample. */
export const chinese = {
  business: {
    ownerName: '林知远',
    businessName: '知远陶舍',
    country: 'CN',
    currency: 'CNY',
    weekStart: 1,
  },
  tags: {
    regular: '常客',
    refers: '常介绍人',
    trial: '体验课',
    past: '老学员',
    company: '企业',
    exam: '亲子',
    team: '团建',
    kids: '定制',
  },
  rhythms: [
    { tag: 'refers', everyDays: 45 },
    { tag: 'past', everyDays: 120 },
  ],
  customField: { name: '手艺', options: ['拉坯', '手捏', '釉彩', '青花', '茶器', '花器'] },
  extraTags: ['exam', 'team', 'kids'],
  sources: ['朋友介绍', '小红书', '市集', '大众点评', '路过进店', '公众号'],
  referral: '朋友介绍',
  messengers: ['wechat', 'wechat', 'qq'],
  jobTitles: ['店主', '老板', '行政', '采购', '人事', '设计师', '经理', '合伙人', '助理', '财务'],
  places,
  makeName: (random) => {
    const family = random.chance(0.03) ? random.pick(compound) : random.pick(surnames)
    const name = random.pick(given)
    return { displayName: `${family}${name}`, given: name, family }
  },
  makeCompany: (_random, index) => firms[index],
  makeWebsite: (_random, _name, index) => `https://${words[index]}.example`,
  makeEmail: (random) => `${random.integer(10_000_000, 999_999_999)}@mail.example`,
  makePhone: (random) =>
    `1${random.pick(['38', '39', '58', '59', '86', '88', '77'])} ${String(random.integer(0, 9999)).padStart(4, '0')} ${String(random.integer(0, 9999)).padStart(4, '0')}`,
  makeStreet: (random) =>
    `${random.pick(['文一路', '莫干山路', '南山路', '湖滨路', '新华路', '人民路'])} ${random.integer(1, 280)} 号`,
  planned: [
    { title: '发修改后的团建课报价', reason: '你答应周二给她。', inDays: -3, priority: 1 },
    { title: '去他工作室面谈', reason: '带上釉色样板。', inDays: 0, time: '16:00' },
    { title: '问助理哪天方便', inDays: 2 },
    { title: '问新的开票抬头', inDays: -1 },
    { title: '约春天的上课时间', reason: '10 次课只剩 1 次。', inDays: 0 },
    { title: '体验课后打电话', inDays: 0, time: '10:30' },
    { title: '发课前准备清单', reason: '上次通话时你答应的。', inDays: 3 },
    { title: '介绍冬季课程', inDays: 7 },
    {
      title: '第 6 次课，共 10 次',
      inDays: 5,
      time: '18:00',
      recurrence: { mode: 'fixed', every: 1, unit: 'week' },
    },
    { title: '谢谢她介绍朋友', inDays: 10 },
  ],
  steps: [
    { title: '问问茶会办得怎么样', reason: '上次她一直惦记这件事。' },
    { title: '给两个一月的时间', reason: null },
    { title: '安排下一期课程', reason: '这一期快上完了。' },
    { title: '通知作品出窑', reason: null },
    { title: '请他回来做一次复习课', reason: '课程春天就结束了。' },
    { title: '问团队想做什么器形', reason: null },
    { title: '准备釉色样板', reason: null },
    { title: '开发票', reason: '上次课后答应的。' },
  ],
  notes: [
    '喜欢简短的消息，一次只问一件事。',
    '周五下午别打扰。',
    '手很稳，就是对自己要求太高。',
    '吃素；喜欢工作室旁边那家面馆。',
    '明年夏天要搬去上海。',
    '费用由公司付，发票给财务。',
    '两个孩子，周末常一起来。',
  ],
  activities: {
    first: [
      '第一次聊，想做一套自己的茶器。',
      '在秋天的市集认识，问了价格。',
      '来上体验课，手很巧，有点心急。',
      '从公众号找来的：每周两小时，晚上。',
    ],
    call: [
      '聊了下个月的安排，她会发时间来。',
      '问能不能带一位同事来。',
      '说了发票的事，已经办好。',
      '想过完节再继续，一月开始。',
      '展览改到春天，时间宽松了。',
      '说换了工作，以后周末才有空。',
    ],
    meeting: [
      '上课。拉坯，比上次稳多了。',
      '上课。试了新的釉色。',
      '在工作室上课，修了上次的坯。',
      '课后喝茶，说要介绍朋友来。',
      '看了出窑的作品，很满意。',
      '上课。捏了一个花器。',
    ],
    message: [
      '确认周四晚上六点。',
      '上课改了一天。',
      '发了出窑的照片。',
      '问出差前要准备什么。',
      '发来展览的照片：“有人问是谁做的。”',
    ],
    note: ['喜欢素一点的器形。', '女儿九月上小学。', '以后改到上午。', '适合参加团建课。'],
  },
}
