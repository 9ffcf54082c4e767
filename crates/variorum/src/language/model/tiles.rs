//! Products of matrices in the tile registers (AMX) of newer Intel processors: twice as many in the same time.
//!
//! Tiles multiply bytes, and an input has two: the products with the high and with the low one are found apart, in whole
//! numbers, so that the sums are those of any other register. The standard library has no functions for tiles yet, which
//! is why they are moved and multiplied in assembly here.

use std::arch::asm;
use std::arch::x86_64::*;
use std::sync::LazyLock;

/// Rows of a tile: of inputs that are multiplied together, of rows of the matrix.
const SIDE: usize = 16;
/// Columns that one tile holds.
const DEPTH: usize = 64;
/// Tiles of rows that are multiplied with one tile of inputs.
const TILES: usize = 2;

/// The cells of a matrix of signed bytes.
pub(super) struct Tiles {
    /// How many tiles hold all columns.
    depth: usize,
    /// By tiles of rows, by tile of columns; in a tile by four columns, then by row.
    cells: Vec<[[u8; SIDE * DEPTH]; TILES]>,
}

/// Sums of products: by tile of rows, by byte (high, low) of the inputs, by input, by row.
type Sums = [[[[i32; SIDE]; SIDE]; 2]; TILES];

impl Tiles {
    /// Takes the cells row by row. `None` where tiles cannot be used, or the columns do not fill them.
    pub fn new(columns: usize, cells: &[u8]) -> Option<Tiles> {
        static USABLE: LazyLock<bool> = LazyLock::new(usable);
        let depth = columns / DEPTH;
        if depth == 0 || !columns.is_multiple_of(DEPTH) || !*USABLE {
            return None;
        }
        let rows = cells.len() / columns;
        let mut tiles = vec![[[0; SIDE * DEPTH]; TILES]; rows.div_ceil(TILES * SIDE) * depth];
        for (row, cells) in cells.chunks_exact(columns).enumerate() {
            for (place, fours) in cells.as_chunks::<4>().0.iter().enumerate() {
                let (across, down) = (place / SIDE, place % SIDE);
                let tile = &mut tiles[row / SIDE / TILES * depth + across][row / SIDE % TILES];
                tile.as_chunks_mut::<4>().0[down * SIDE + row % SIDE] = *fours;
            }
        }
        Some(Tiles { depth, cells: tiles })
    }

    /// Multiplies `count` inputs, the first at the start of `inputs` and each `stride` after the one before. The sums are
    /// scaled and a bias is added: there is one of either for each row.
    pub fn multiply(
        &self,
        inputs: &[i16],
        stride: usize,
        count: usize,
        (scales, bias): (&[f32], &[f32]),
        results: &mut [f32],
    ) {
        // SAFETY: tiles are made only where the processor has been found to know all of this.
        unsafe { self.multiply_widest(inputs, stride, count, (scales, bias), results) }
    }

    #[target_feature(enable = "avx512f,avx512bw")]
    fn multiply_widest(
        &self,
        inputs: &[i16],
        stride: usize,
        count: usize,
        (scales, bias): (&[f32], &[f32]),
        results: &mut [f32],
    ) {
        // Zeros stand for the inputs that the last tile lacks.
        let length = count.next_multiple_of(SIDE) * stride + self.depth * DEPTH;
        let mut bytes = vec![0; 2 * length];
        let (high, low) = bytes.split_at_mut(length);
        for ((input, high), low) in inputs.iter().zip(&mut *high).zip(&mut *low) {
            (*high, *low) = ((*input >> 8) as u8, *input as u8);
        }
        let groups = count.div_ceil(SIDE);
        let products = self.cells.len() / self.depth * groups;
        let mut sums: [Sums; 2] = Default::default();
        set_up();
        // The sums of one product are scaled while the next is found, for what tiles store takes long to arrive.
        for number in 0..=products {
            if number < products {
                let (rows, first) = (number / groups, number % groups * SIDE);
                let cells = &self.cells[rows * self.depth..][..self.depth];
                multiply_tiles(cells, &high[first * stride..], &low[first * stride..], stride, &mut sums[number % 2]);
            }
            let Some(before) = number.checked_sub(1) else { continue };
            let (rows, first) = (before / groups, before % groups * SIDE);
            for (tile, [high, low]) in (rows * TILES..).zip(&sums[before % 2]) {
                let row = tile * SIDE;
                let (Some(scales_here), Some(bias)) = (scales.get(row..), bias.get(row..)) else { break };
                let lines = results.chunks_exact_mut(scales.len()).skip(first);
                for ((line, high), low) in lines.zip(high).zip(low) {
                    scale(high, low, scales_here, bias, &mut line[row..]);
                }
            }
        }
        release();
    }
}

/// Scales the sums of one input with a tile of rows, or as many of these as there are.
#[target_feature(enable = "avx512f")]
#[inline]
fn scale(high: &[i32; SIDE], low: &[i32; SIDE], scales: &[f32], bias: &[f32], results: &mut [f32]) {
    let rows = SIDE.min(scales.len()).min(bias.len()).min(results.len());
    let mask = ((1_u32 << rows) - 1) as u16;
    // SAFETY: the sums are 16 numbers; of the others only those under the mask are touched, and there are as many.
    unsafe {
        let (high, low) = (_mm512_loadu_si512(high.as_ptr().cast()), _mm512_loadu_si512(low.as_ptr().cast()));
        let sums = _mm512_cvtepi32_ps(_mm512_add_epi32(_mm512_slli_epi32::<8>(high), low));
        let scaled = _mm512_mul_ps(sums, _mm512_maskz_loadu_ps(mask, scales.as_ptr()));
        let biased = _mm512_add_ps(scaled, _mm512_maskz_loadu_ps(mask, bias.as_ptr()));
        _mm512_mask_storeu_ps(results.as_mut_ptr(), mask, biased);
    }
}

/// Whether processor and system let tiles be used; asks the system for it.
fn usable() -> bool {
    use std::arch::is_x86_feature_detected as knows;
    // Bits of what the processor says of itself: tiles, and their products of bytes.
    const TILES_OF_BYTES: u32 = 1 << 24 | 1 << 25;
    if !(knows!("avx512f") && knows!("avx512bw")) {
        return false;
    }
    // SAFETY: every processor with AVX-512 answers this question. (Newer compilers know that it is safe to ask.)
    #[allow(unused_unsafe)]
    let said = unsafe { std::arch::x86_64::__cpuid_count(7, 0) };
    if said.edx & TILES_OF_BYTES != TILES_OF_BYTES {
        return false;
    }
    // The system call `arch_prctl` with `ARCH_REQ_XCOMP_PERM` for the data of tiles: nobody may use them unasked, because
    // they make the frame of a signal larger.
    let (mut status, request, registers) = (158_i64, 0x1023_u64, 18_u64);
    // SAFETY: the call changes nothing but what this process may do; older systems answer that they do not know it.
    unsafe {
        asm!(
            "syscall",
            inout("rax") status, in("rdi") request, in("rsi") registers,
            out("rcx") _, out("r11") _,
            options(nostack)
        );
    }
    status == 0
}

/// How the tile registers are laid out: all eight of [`SIDE`] rows of 64 bytes.
#[repr(C, align(64))]
struct Layout {
    palette: u8,
    first_row: u8,
    reserved: [u8; 14],
    bytes_of_row: [u16; 16],
    rows: [u8; 16],
}

fn set_up() {
    const ROWS: u8 = SIDE as u8;
    static LAYOUT: Layout = Layout {
        palette: 1,
        first_row: 0,
        reserved: [0; 14],
        bytes_of_row: [64, 64, 64, 64, 64, 64, 64, 64, 0, 0, 0, 0, 0, 0, 0, 0],
        rows: [ROWS, ROWS, ROWS, ROWS, ROWS, ROWS, ROWS, ROWS, 0, 0, 0, 0, 0, 0, 0, 0],
    };
    // SAFETY: reads the 64 bytes of the layout; nothing else uses these registers.
    unsafe { asm!("ldtilecfg [{}]", in(reg) &LAYOUT, options(nostack, readonly)) }
}

/// Empties the registers, so that the system need not keep them when it turns to other work.
fn release() {
    // SAFETY: touches no memory; nothing else uses these registers.
    unsafe { asm!("tilerelease", options(nostack, nomem)) }
}

/// Multiplies two tiles of rows with one of inputs, tile of columns by tile of columns. The registers must be set up.
#[inline(always)]
fn multiply_tiles(cells: &[[[u8; SIDE * DEPTH]; TILES]], high: &[u8], low: &[u8], stride: usize, sums: &mut Sums) {
    let reach = (SIDE - 1) * stride + cells.len() * DEPTH;
    if cells.is_empty() || high.len() < reach || low.len() < reach {
        return;
    }
    // SAFETY: a tile of inputs is read at 16 places `stride` apart, the last of which ends at `reach`; the cells are read
    // from their first to their last; the four tiles stored are all that `Sums` holds.
    unsafe {
        asm!(
            "tilezero tmm0",
            "tilezero tmm1",
            "tilezero tmm2",
            "tilezero tmm3",
            "2:",
            "tileloadd tmm4, [{high} + {stride}]",
            "tileloadd tmm5, [{low} + {stride}]",
            "tileloadd tmm6, [{cells} + {row}]",
            "tileloadd tmm7, [{cells} + {row} + 1024]",
            "tdpbssd tmm0, tmm4, tmm6",
            "tdpbusd tmm1, tmm5, tmm6",
            "tdpbssd tmm2, tmm4, tmm7",
            "tdpbusd tmm3, tmm5, tmm7",
            "add {high}, 64",
            "add {low}, 64",
            "add {cells}, 2048",
            "dec {depth}",
            "jnz 2b",
            "tilestored [{sums} + {row}], tmm0",
            "tilestored [{sums} + {row} + 1024], tmm1",
            "tilestored [{sums} + {row} + 2048], tmm2",
            "tilestored [{sums} + {row} + 3072], tmm3",
            high = inout(reg) high.as_ptr() => _,
            low = inout(reg) low.as_ptr() => _,
            cells = inout(reg) cells.as_ptr() => _,
            depth = inout(reg) cells.len() => _,
            sums = in(reg) sums,
            stride = in(reg) stride,
            row = in(reg) 64_usize,
            options(nostack)
        );
    }
}
