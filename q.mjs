import D from 'better-sqlite3'
const d=new D('/tmp/tp-bench/full/workspace/workspace.db',{readonly:true}); d.pragma('cache_size=-65536')
for (const sql of process.argv.slice(2)) { console.log(d.prepare('explain query plan '+sql).all().map(r=>r.detail)); for (let i=0;i<4;i++){const a=process.cpuUsage(),s=performance.now(); const r=d.prepare(sql).all(); const c=process.cpuUsage(a); console.log((c.user+c.system)/1000, (performance.now()-s).toFixed(1), JSON.stringify(r).slice(0,100))} }
