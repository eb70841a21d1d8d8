// Reads a series of QR codes with the camera, where the browser can: "HVS1 2/5 89ABCDEF …". Each
// becomes a line of the text that stands beside the picture; when all are there the program is told.
if ('BarcodeDetector' in window && navigator.mediaDevices) {
  document.documentElement.dataset.scan = '';
  addEventListener('click', async ({ target }) => {
    const place = target.closest('[data-wish="scan"]')?.closest('[data-scanning]');
    if (!place || place.dataset.scanning === 'on') return;
    place.dataset.scanning = 'on';
    const [video, text] = ['video', 'textarea'].map((name) => place.querySelector(name));
    const detector = new BarcodeDetector({ formats: ['qr_code'] });
    try {
      video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
      await video.play();
      while (place.dataset.scanning && video.isConnected) {
        for (const { rawValue } of await detector.detect(video).catch(() => [])) {
          const [, series, n] = rawValue.match(/^HVS1 \d+(\/(\d+) \S+ )/) ?? [];
          if (!series || text.value.includes(rawValue)) continue;
          // Of another series is what was shown before it was made anew.
          const lines = text.value.split('\n').filter((line) => line.includes(series));
          text.value = [...lines, rawValue].join('\n');
          place.querySelector('output').textContent = `${lines.length + 1}/${n}`;
          if (lines.length + 1 < n) continue;
          place.dataset.scanning = '';
          text.dispatchEvent(new Event('input', { bubbles: true }));
        }
        await new Promise((resolve) => setTimeout(resolve, 150));
      }
      place.dataset.scanning = '';
    } catch {
      place.dataset.scanning = 'failed';
    }
    video.srcObject?.getTracks().forEach((track) => track.stop());
  });
}
