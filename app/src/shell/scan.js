// Reads QR codes with the camera, where the browser can. Each new code becomes a line of the text
// that stands beside the picture; the program follows that text and hides both when it has enough.
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
      while (video.getClientRects().length) {
        for (const { rawValue } of await detector.detect(video)) {
          if (text.value.includes(rawValue)) continue;
          text.value += rawValue + '\n';
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
