// The pages that are looked at for what holds for all of them.

/** The year's report can be seen on whatever day it is. */
const REPORT = `/bao-cao/kh-thanh-lam_${new Date().getFullYear()}`;

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
  '/ke-hoach/kh-thanh-lam/soan',
  '/ke-hoach/kh-thanh-lam/bang',
  '/ke-hoach/kh-thanh-lam/cap-tren',
  '/ke-hoach/kh-thanh-lam/phien-ban',
  '/ke-hoach/nhap',
  '/ban-do',
  '/ban-do?chon=D101-ben',
  '/ban-do?chi-so=vneid&mau=chi-tieu',
  '/ban-do?chi-so=ky-nang-so&mau=chi-tieu&so-voi=2026-Q3',
  '/ban-do?chi-so=vneid&so-voi=2026-Q3&chon=D101-ben&mau=do-moi&lop=0',
  '/so-lieu',
  '/so-lieu?chi-so=vneid',
  '/bao-cao',
  REPORT,
  '/toi',
];
