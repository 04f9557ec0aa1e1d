/** Whether a certificate's country is the state that the zone names: certificates have two letters (Doc 9303-12 clause 7.1), zones three (Doc 9303-3 section 5). */

/** ISO 3166-1: three letters, then two. */
const countries = `
  ABWAW AFGAF AGOAO AIAAI ALAAX ALBAL ANDAD AREAE ARGAR ARMAM ASMAS ATAAQ ATFTF ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE BENBJ BESBQ BFABF BGDBD BGRBG BHRBH
  BHSBS BIHBA BLMBL BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BVTBV BWABW CAFCF CANCA CCKCC CHECH CHLCL CHNCN CIVCI CMRCM CODCD COGCG COKCK COLCO
  COMKM CPVCV CRICR CUBCU CUWCW CXRCX CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET FINFI FJIFJ FLKFK
  FRAFR FROFO FSMFM GABGA GBRGB GEOGE GGYGG GHAGH GIBGI GINGN GLPGP GMBGM GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUMGU GUYGY HKGHK HMDHM HNDHN HRVHR
  HTIHT HUNHU IDNID IMNIM INDIN IOTIO IRLIE IRNIR IRQIQ ISLIS ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA
  LBNLB LBRLR LBYLY LCALC LIELI LKALK LSOLS LTULT LUXLU LVALV MACMO MAFMF MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN
  MNPMP MOZMZ MRTMR MSRMS MTQMQ MUSMU MWIMW MYSMY MYTYT NAMNA NCLNC NERNE NFKNF NGANG NICNI NIUNU NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA PCNPN
  PERPE PHLPH PLWPW PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PYFPF QATQA REURE ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SGSGS SHNSH SJMSJ SLBSB SLESL
  SLVSV SMRSM SOMSO SPMPM SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG THATH TJKTJ TKLTK TKMTM TLSTL TONTO TTOTT
  TUNTN TURTR TUVTV TWNTW TZATZ UGAUG UKRUA UMIUM URYUY USAUS UZBUZ VATVA VCTVC VENVE VGBVG VIRVI VNMVN VUTVU WLFWF WSMWS YEMYE ZAFZA ZMBZM ZWEZW
`;

/** What section 5 adds, and how the certificates of those issuers are known to name them; where more than one is in use, each counts. */
const others: Readonly<Record<string, readonly string[]>> = {
  D: ['DE'], EUE: ['EU'], UNO: ['UN', 'ZZ'], UNA: ['UN', 'ZZ'], UNK: ['UN', 'ZZ'], XOM: ['XO'], RKS: ['KS', 'XK'],
  GBD: ['GB'], GBN: ['GB'], GBO: ['GB'], GBP: ['GB'], GBS: ['GB'],
  // Hong Kong and Macao issue documents of the one state under keys of their own.
  CHN: ['CN', 'HK', 'MO'],
};

const known = new Map<string, readonly string[]>([
  ...countries.trim().split(/\s+/).map((pair): [string, readonly string[]] => [pair.slice(0, 3), [pair.slice(3)]]),
  ...Object.entries(others),
]);

/** Two letters each, the usual ones first; none for a code that nobody knows, such as those of specimens. `state`: as in the zone, without fillers. */
export function countriesOfState(state: string): readonly string[] {
  return known.get(state) ?? [];
}

/** `unknown`: one of them names no country, or nobody knows which. `certificates`: the countries of those in the chain, '' for one without. */
export function compareCountries(certificates: readonly string[], state: string): 'same' | 'other' | 'unknown' {
  const allowed = countriesOfState(state);
  if (allowed.length === 0) return 'unknown';
  if (certificates.some((one) => one !== '' && !allowed.includes(one))) return 'other';
  return certificates.includes('') ? 'unknown' : 'same';
}
