// The pages that are looked at for what holds for all of them.

export const PAGES = [
  '/',
  '/nhiem-vu',
  '/nhiem-vu?xem=dong-thoi-gian',
  '/nhiem-vu?xem=lich',
  '/nhiem-vu?xem=tong-hop',
  '/nhiem-vu/kh-thanh-lam-nv-1.4',
  '/ke-hoach',
  '/ke-hoach/kh-thanh-lam',
  '/ke-hoach/kh-thanh-lam/phan-cong',
  '/ke-hoach/kh-thanh-lam/bang',
  '/ke-hoach/kh-thanh-lam/cap-tren',
  '/ke-hoach/kh-thanh-lam/phien-ban',
  '/ke-hoach/nhap',
  '/ban-do',
  '/ban-do?chon=D101-ben',
  '/so-lieu',
  '/so-lieu?chi-so=vneid',
  '/toi',
];
