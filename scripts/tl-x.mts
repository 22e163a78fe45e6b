import { serve } from '/work/main/scripts/serve.mts';
import { withBrowser, withProfile, responses } from '/work/main/scripts/bench/visits.mts';
const s = await serve({ dir: '/work/main/out', port: 0 });
await withProfile(async (profile) => {
  for (let v = 0; v < 2; v++)
  await withBrowser(profile, '/usr/bin/chromium', async (page) => {
    page.on('console', (m) => { if (m.text().startsWith('T ')) console.log(m.text()); });
    await page.addInitScript(() => { (globalThis as any).T0 = performance.timeOrigin; });
    await page.goto(s.url + 'learn/first-handlers', { waitUntil: 'commit' });
    const r = await responses(page, 1);
    const e = await page.evaluate(() => performance.getEntriesByType('resource').map((x: any) => [x.name.replace(location.origin, '').slice(0, 60), Math.round(x.startTime), Math.round(x.responseStart), Math.round(x.responseEnd), x.decodedBodySize]).concat(performance.getEntriesByType('mark').map((m) => [m.name, Math.round(m.startTime)]), performance.getEntriesByType('paint').map((m) => [m.name, Math.round(m.startTime)])));
    console.log('RESP', r[0]); for (const l of e.sort((a, b) => a[1] - b[1])) if (/runtime|paint|flask|preview|3081/.test(l[0])) console.log(l.join(' '));
    await page.waitForTimeout(6000);
  });
});
await s.close();
